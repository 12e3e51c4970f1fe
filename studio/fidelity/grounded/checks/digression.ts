import type { GroundedCheck } from '../check.ts';

/** "By the way", "did you know": what follows has to do with the conversation. */
export const findDigressionProblems: GroundedCheck = ({ sentences, evidence, saidStems, ownStems }) =>
  sentences.flatMap(({ text, words }) => {
    const marker = markers.exec(text)?.[0];
    if (marker === undefined) return [];
    const content = words.filter(({ isContent }) => isContent);
    const strange = content.filter(
      ({ stem }) => !evidence.stems.has(stem) && !saidStems.has(stem) && !ownStems.has(stem),
    );
    return strange.length >= 2 && strange.length >= 0.7 * content.length
      ? [
          {
            check: 'off-topic',
            detail: `"${marker.trim()}" and then ${strange.map(({ word }) => `"${word}"`).join(', ')}`,
          },
        ]
      : [];
  });

const markers =
  /\b(?:by the way|btw|speaking of (?:which|that)|did you know|fun fact|on another note|changing the subject|unrelated,? but|apropos)\b/iu;
