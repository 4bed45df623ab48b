// The switches of the map, each by itself: whose eyes, names, level, tools, tasks. The report sets
// them in a row over its map, the application in its top bar.
import { type LevelChoice } from '../map/map_view';
import type { Language } from '../map/ground_layers';
import { kToolKinds, type ToolKind } from '../map/tools';
import { kLevels, type Level } from '../store/aggregate';
import { usePage, usePlayer } from '../store/context';
import { strings } from '../strings';

export interface MapChoice {
  language: Language;
  level: LevelChoice;
  basis: boolean;
  tool: ToolKind | null;
}
export const kFirstChoice: MapChoice = { language: 'en', level: 'auto', basis: false, tool: null };

export interface ChoiceProps {
  choice: MapChoice;
  choose(change: Partial<MapChoice>): void;
}

export function FogChoice() {
  const { battle, player } = usePage();
  const fog = usePlayer((state) => state.fog);
  if (!battle.report.pictures) return null;
  const see = (side: string | null) => player.set_fog({ ...fog, side });
  const names: [string | null, string][] = [
    [null, strings.fog.all],
    ...battle.sides.map((s): [string, string] => [s.id, s.name]),
  ];
  return (
    <fieldset class="segments fog-choice">
      <legend>{strings.fog.label}</legend>
      {names.map(([side, name]) => (
        <button
          type="button"
          key={side ?? ''}
          aria-pressed={fog.side === side}
          onClick={() => see(side)}
        >
          {name}
          {side !== null && <span class="of-side">{strings.fog.of_side}</span>}
        </button>
      ))}
      {fog.side !== null && (
        <label class="beside">
          <input
            type="checkbox"
            checked={fog.error}
            onChange={(event) => player.set_fog({ ...fog, error: event.currentTarget.checked })}
          />{' '}
          {strings.fog.error}
        </label>
      )}
    </fieldset>
  );
}

export function LanguageChoice({ choice, choose }: ChoiceProps) {
  const languages = Object.keys(strings.map.languages) as Language[];
  return (
    <fieldset class="segments">
      <legend>{strings.map.names}</legend>
      {languages.map((code) => (
        <button
          type="button"
          key={code}
          lang={code}
          aria-pressed={choice.language === code}
          onClick={() => choose({ language: code })}
        >
          {strings.map.languages[code]}
        </button>
      ))}
    </fieldset>
  );
}

export function LevelSelect({ choice, choose, shown }: ChoiceProps & { shown: Level }) {
  const auto = `${strings.map.levels.auto} (${strings.map.levels[shown]})`;
  return (
    <label>
      {strings.map.show}{' '}
      <select
        value={choice.level}
        onChange={(event) => choose({ level: event.currentTarget.value as LevelChoice })}
      >
        <option value="auto">{auto}</option>
        {kLevels.map((level) => (
          <option key={level} value={level}>
            {strings.map.levels[level]}
          </option>
        ))}
      </select>
    </label>
  );
}

export function ToolChoice({ choice, choose }: ChoiceProps) {
  return (
    <fieldset class="segments tools">
      <legend>{strings.tools.label}</legend>
      {kToolKinds.map((kind) => (
        <button
          type="button"
          key={kind}
          title={strings.tools.hints[kind]}
          aria-pressed={choice.tool === kind}
          onClick={() => choose({ tool: choice.tool === kind ? null : kind })}
        >
          {strings.tools.names[kind]}
        </button>
      ))}
    </fieldset>
  );
}

export function TaskChoice() {
  const { battle, player } = usePage();
  const tasks = usePlayer((state) => state.tasks);
  if (!battle.report.tasks?.length) return null;
  return (
    <label>
      <input
        type="checkbox"
        checked={tasks}
        onChange={(event) => player.show_tasks(event.currentTarget.checked)}
      />{' '}
      {strings.map.tasks}
    </label>
  );
}

export function BasisChoice({ choice, choose }: ChoiceProps) {
  if (!usePage().battle.grid?.basis) return null;
  return (
    <label>
      <input
        type="checkbox"
        checked={choice.basis}
        onChange={(event) => choose({ basis: event.currentTarget.checked })}
      />{' '}
      {strings.map.basis}
    </label>
  );
}
