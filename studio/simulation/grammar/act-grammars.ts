import type { Act } from '../../../schemas/super-node.ts';
import { accept } from './acts/accept.ts';
import { answerDetail } from './acts/answer-detail.ts';
import { askAbout } from './acts/ask-about.ts';
import { askAspects } from './acts/ask-aspects.ts';
import { askDetail } from './acts/ask-detail.ts';
import { close } from './acts/close.ts';
import { explain } from './acts/explain.ts';
import { greet } from './acts/greet.ts';
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
  recommend,
  ask_about: askAbout,
  explain,
  reject,
  accept,
  close,
};
