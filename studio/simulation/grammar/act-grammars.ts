import type { Act } from '../../../schemas/super-node.ts';
import { accept } from './acts/accept.ts';
import { answerDetail } from './acts/answer-detail.ts';
import { answerHistory } from './acts/answer-history.ts';
import { askAbout } from './acts/ask-about.ts';
import { askAspects } from './acts/ask-aspects.ts';
import { askCompare } from './acts/ask-compare.ts';
import { askDetail } from './acts/ask-detail.ts';
import { askHistory } from './acts/ask-history.ts';
import { close } from './acts/close.ts';
import { compare } from './acts/compare.ts';
import { dropWish } from './acts/drop-wish.ts';
import { explain } from './acts/explain.ts';
import { greet } from './acts/greet.ts';
import { leave } from './acts/leave.ts';
import { noteChange } from './acts/note-change.ts';
import { postpone } from './acts/postpone.ts';
import { recognise } from './acts/recognise.ts';
import { recommend } from './acts/recommend.ts';
import { reject } from './acts/reject.ts';
import { stateAspects } from './acts/state-aspects.ts';
import { stateNeed } from './acts/state-need.ts';
import type { TurnFacts } from './turn-facts.ts';

/** The grammar of each act: facts in, one utterance out. */
export const grammarOf: Readonly<Record<Act, (facts: TurnFacts) => string>> = {
  greet,
  state_need: stateNeed,
  ask_aspects: askAspects,
  state_aspects: stateAspects,
  ask_detail: askDetail,
  answer_detail: answerDetail,
  ask_history: askHistory,
  answer_history: answerHistory,
  recommend,
  ask_about: askAbout,
  explain,
  ask_compare: askCompare,
  compare,
  drop_wish: dropWish,
  note_change: noteChange,
  reject,
  accept,
  postpone,
  leave,
  recognise,
  close,
};
