import type { TurnCheck } from '../check.ts';
import { executional } from '../check.ts';
import { withoutTitles } from '../named-in-turn.ts';

/**
 * Nobody speaks of being a model, of instructions, or of the plan behind the dialog; a turn is one speaker's line. Titles are the catalogue's
 * words ("Chat Bot Bistro", "[Restaurant] Sol"), not the speaker's.
 */
export const findMetaTalkProblems: TurnCheck = (context) => {
  const text = withoutTitles(context);
  return patterns.flatMap((pattern) => {
    const match = pattern.exec(text);
    return match === null ? [] : [executional('meta-talk', `"${match[0].trim()}"`)];
  });
};

const patterns = [
  /\bas an? (?:ai|artificial|language|virtual|digital)\b/iu,
  /\b(?:language model|chat ?bot|ai (?:assistant|model|language)|large language|open ?ai|chatgpt)\b/iu,
  /\b(?:my|these) instructions\b|\b(?:my|the|this|your) (?:prompt|guidelines|system message|training data)\b|\bas instructed\b|\bi was (?:told|asked|instructed) to (?:say|write|mention)\b/iu,
  /\b(?:plan step|dialog plan|super-?nodes?|slots?:|candidate list|the transcript|next line|role-?play|placeholder)\b/iu,
  /\b(?:the|this) (?:user|assistant|speaker) (?:says|said|wants|should|is|asks|replies|responds)\b/iu,
  /(?:^|\n)\s*\**(?:user|system|assistant|customer|human|ai)\**\s*:/iu,
  /\{[a-z_ ]+\}|\[(?:title|name|item|aspect|user|restaurant|product|app)[^\]]*\]|<\/?[a-z]+>|```/iu,
];
