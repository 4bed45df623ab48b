// APP-6 symbols by milsymbol, drawn once per code, size and colour, and kept.
import {
  letterequipment,
  letterground,
  ms,
  numberlandequipment,
  numberlandunit,
} from 'milsymbol-parts';
import type { Battle } from '../protocol/read';
import { tree_of } from '../store/tree';
import type { Echelon } from '../protocol/report';

// Ground units and equipment, in letter and number codes; ships and aircraft are not needed.
for (const part of [letterground, letterequipment, numberlandunit, numberlandequipment])
  ms.addIcons(part);

export interface SymbolImage {
  canvas: HTMLCanvasElement;
  anchor_x: number;
  anchor_y: number;
  ratio: number; // device pixels per pixel
}

// Echelon digits of APP-6D, table of amplifier 1.
const kEchelonDigits: Record<Echelon, string> = {
  team: '11',
  squad: '12',
  section: '13',
  platoon: '14',
  company: '15',
  battalion: '16',
  regiment: '17',
  brigade: '18',
  division: '21',
  corps: '22',
};

// An infantry symbol for what the document gives no code: first side as friend, others as hostile.
export function default_sidc(side_index: number, echelon: Echelon = 'squad'): string {
  return `100${side_index === 0 ? 3 : 6}1000${kEchelonDigits[echelon]}1211000000`;
}

const kept = new Map<string, SymbolImage>();

export function symbol_image(sidc: string, size: number, fill: string): SymbolImage {
  const ratio = Math.max(1, Math.min(3, window.devicePixelRatio || 1));
  const key = `${sidc}|${size}|${fill}|${ratio}`;
  const known = kept.get(key);
  if (known) return known;
  const symbol = new ms.Symbol(sidc, {
    size,
    fillColor: fill,
    outlineColor: 'rgba(255,255,255,0.9)',
    outlineWidth: 3,
    strokeWidth: 4,
  });
  const anchor = symbol.getAnchor();
  const image = { canvas: symbol.asCanvas(ratio), anchor_x: anchor.x, anchor_y: anchor.y, ratio };
  kept.set(key, image);
  return image;
}

export function sidc_for(battle: Battle, key: string, given: string, side: string): string {
  if (given) return given;
  const unit = key.startsWith('u') ? tree_of(battle).units.get(Number(key.slice(1))) : undefined;
  return default_sidc(
    battle.sides.findIndex((s) => s.id === side),
    unit?.echelon,
  );
}
