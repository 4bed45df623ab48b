// The server's answers (src/serve/protocol.h) as promises, and its live channel. No state here.
import type { CrisisReport } from '../protocol/crisis';
import { decode_base64 } from '../protocol/read';
import type { Pairs, Play, Report } from '../protocol/report';
import type {
  AdvanceRequest,
  Deployment,
  Game,
  GameCard,
  GameRequest,
  GameView,
  OrderCard,
  OrderPreview,
  OrderRequest,
} from '../protocol/game';
import type {
  Battle,
  BattleCard,
  Comparison,
  ComparisonRequest,
  ExplanationCard,
  Failure,
  Job,
  LineOfSight,
  Moment,
  QuestionRequest,
  Refusal,
  RunCard,
  RunRequest,
  ServerMessage,
  StudyCard,
  StudyRequest,
  StudyRunRequest,
  Suggestion,
  Viewshed as ViewshedAnswer,
} from '../protocol/server';
import type { StudyReport } from '../protocol/study';
import type { Eye, Line, Sight, Viewshed } from '../store/sight';

// What the server says about a fault: what it is, and how to mend it.
export class ServerError extends Error {
  constructor(
    readonly failure: Failure,
    readonly others: Failure[] = [],
    readonly status = 0,
  ) {
    super([failure.what, failure.found && `found ${failure.found}`].filter(Boolean).join(': '));
  }
}

export interface Live {
  on_message(message: ServerMessage): void;
  on_state(connected: boolean): void;
}

export interface Api {
  battles(): Promise<BattleCard[]>;
  battle(id: string): Promise<Battle>;
  ground(battle: string): Promise<Report>;
  crisis(battle: string): Promise<CrisisReport>;
  deployment(battle: string): Promise<Deployment>;
  line(battle: string, line: Line): Promise<Sight>;
  viewshed(battle: string, eye: Eye): Promise<Viewshed>;
  runs(): Promise<RunCard[]>;
  document(run: string): Promise<Report>;
  play(run: string): Promise<Play>;
  moment(run: string, t_ms: number, element: number): Promise<Moment>;
  record_url(run: string): string;
  debrief_url(run: string): string;
  suggestions(run: string): Promise<Suggestion[]>;
  start_run(request: RunRequest): Promise<Job>;
  compare(request: ComparisonRequest): Promise<Job>;
  comparisons(): Promise<Comparison[]>;
  comparison(id: string): Promise<Comparison>;
  comparison_pairs(id: string): Promise<Pairs>;
  ask(request: QuestionRequest): Promise<Job>;
  explanation(id: string): Promise<ExplanationCard>;
  studies(): Promise<StudyCard[]>;
  start_study(request: StudyRequest): Promise<Job>;
  study_document(id: string): Promise<StudyReport>;
  play_study_run(request: StudyRunRequest): Promise<Job>;
  games(): Promise<GameCard[]>;
  start_game(request: GameRequest): Promise<GameCard>;
  game(id: string): Promise<Game>;
  game_view(id: string): Promise<GameView>;
  preview_order(game: string, request: OrderRequest): Promise<OrderPreview>;
  give_order(game: string, request: OrderRequest): Promise<OrderCard>;
  recall_order(game: string, order: number): Promise<OrderCard>;
  advance(game: string, request: AdvanceRequest): Promise<GameView>;
  end_game(id: string): Promise<RunCard>;
  game_record_url(id: string): string;
  jobs(): Promise<Job[]>;
  stop(job: string): Promise<unknown>;
  live(live: Live): () => void;
}

const query = (fields: object): string =>
  '?' + new URLSearchParams(Object.entries(fields).map(([k, v]) => [k, String(v)])).toString();

const no_answer = (path: string, why: string): Failure => ({
  what: `no answer for ${path}`,
  found: why,
  expected: 'an answer',
  fix: 'See whether khasan serve still runs.',
  line: 0,
});

async function fault_of(path: string, answer: Response): Promise<ServerError> {
  try {
    const { error, others } = (await answer.json()) as Refusal;
    return new ServerError(error, others, answer.status);
  } catch {
    return new ServerError(no_answer(path, `status ${answer.status}`), [], answer.status);
  }
}

async function fetch_json<T>(path: string, init?: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    throw new ServerError(no_answer(path, error instanceof Error ? error.message : `${error}`));
  }
  if (!answer.ok) throw await fault_of(path, answer);
  return (await answer.json()) as T;
}

const get = <T>(path: string): Promise<T> => fetch_json<T>(path);
const post = <T>(path: string, body: object): Promise<T> =>
  fetch_json<T>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

// Pauses between attempts to connect: each is twice the one before, up to the last.
const kAgain_ms = { first: 1000, last: 16000 };
export const pause_ms = (failures: number): number =>
  Math.min(kAgain_ms.last, kAgain_ms.first * 2 ** failures);

// Connects, and again when the connection is lost, until it is closed.
function connect({ on_message, on_state }: Live): () => void {
  let socket: WebSocket | null = null;
  let timer = 0;
  let closed = false;
  let failures = 0;
  const open = () => {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    socket = new WebSocket(`${scheme}://${location.host}/api/live`);
    socket.onopen = () => {
      failures = 0;
      on_state(true);
    };
    socket.onmessage = (event) => on_message(JSON.parse(String(event.data)) as ServerMessage);
    socket.onclose = () => {
      on_state(false);
      if (!closed) timer = window.setTimeout(open, pause_ms(failures++));
    };
  };
  open();
  return () => {
    closed = true;
    clearTimeout(timer);
    socket?.close();
  };
}

export const http_api: Api = {
  battles: () => get('/api/battles'),
  battle: (id) => get(`/api/battles/${id}`),
  ground: (battle) => get(`/api/battles/${battle}/ground`),
  crisis: (battle) => get(`/api/battles/${battle}/crisis`),
  deployment: (battle) => get(`/api/battles/${battle}/deployment`),
  line: (battle, line) => get<LineOfSight>(`/api/battles/${battle}/line${query(line)}`),
  viewshed: async (battle, eye) => {
    const shed = await get<ViewshedAnswer>(`/api/battles/${battle}/viewshed${query(eye)}`);
    return { ...shed, seen: decode_base64(shed.seen_base64) };
  },
  runs: () => get('/api/runs'),
  document: (run) => get(`/api/runs/${run}/document`),
  play: (run) => get(`/api/runs/${run}/play`),
  moment: (run, t_ms, element) =>
    get(`/api/runs/${run}/moment${query({ t_ms: Math.round(t_ms), element })}`),
  record_url: (run) => `/api/runs/${run}/record`,
  debrief_url: (run) => `/api/runs/${run}/debrief`,
  suggestions: (run) => get(`/api/runs/${run}/questions`),
  start_run: (request) => post('/api/runs', request),
  compare: (request) => post('/api/comparisons', request),
  comparisons: () => get('/api/comparisons'),
  comparison: (id) => get(`/api/comparisons/${id}`),
  comparison_pairs: (id) => get(`/api/comparisons/${id}/pairs`),
  ask: (request) => post('/api/questions', request),
  explanation: (id) => get(`/api/questions/${id}`),
  studies: () => get('/api/studies'),
  start_study: (request) => post('/api/studies', request),
  study_document: (id) => get(`/api/studies/${id}/document`),
  play_study_run: (request) => post('/api/studies/runs', request),
  games: () => get('/api/games'),
  start_game: (request) => post('/api/games', request),
  game: (id) => get(`/api/games/${id}`),
  game_view: (id) => get(`/api/games/${id}/view`),
  preview_order: (game, request) => post(`/api/games/${game}/preview`, request),
  give_order: (game, request) => post(`/api/games/${game}/orders`, request),
  recall_order: (game, order) => post(`/api/games/${game}/recall`, { order }),
  advance: (game, request) => post(`/api/games/${game}/advance`, request),
  end_game: (id) => post(`/api/games/${id}/end`, {}),
  game_record_url: (id) => `/api/games/${id}/record`,
  jobs: () => get('/api/jobs'),
  stop: (job) => fetch_json(`/api/jobs/${job}`, { method: 'DELETE' }),
  live: connect,
};
