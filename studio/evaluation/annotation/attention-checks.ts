import type { PlantedDefect } from '../../../schemas/annotation.ts';
import type { Speaker } from '../../../schemas/super-node.ts';
import type { Random } from '../../random.ts';

interface Spoken {
  speaker: Speaker;
  text: string;
}

/**
 * A dialog with something wrong that nobody who reads it can miss: in each case turns do not follow from what came before. Everything else
 * of the turns, their evidence too, stays as it was, so that only the words differ. Returns new turns.
 */
export function plantDefect<T extends Spoken>(turns: readonly T[], defect: PlantedDefect, random: Random): T[] {
  const texts = defects[defect](turns, random);
  return turns.map((turn, at) => ({ ...turn, text: texts[at] ?? turn.text }));
}

const defects: Readonly<Record<PlantedDefect, (turns: readonly Spoken[], random: Random) => string[]>> = {
  'unrelated-answers': (turns, random) => {
    const unrelated = random.shuffle(unrelatedAnswers);
    const first = turns.findIndex(isSystem);
    return turns.map((turn, at) =>
      isSystem(turn) && at > first ? (unrelated[Math.floor(at / 2) % unrelated.length] ?? turn.text) : turn.text,
    );
  },
  'repeated-answer': (turns) => {
    const answer = turns
      .filter(isSystem)
      .reduce((longest, { text }) => (text.length > longest.length ? text : longest), '');
    return turns.map((turn) => (isSystem(turn) ? answer : turn.text));
  },
  'reversed-turns': (turns) => turns.map(({ text }) => text).toReversed(),
};

const isSystem = ({ speaker }: Spoken): boolean => speaker === 'system';

/** Lines that no seller of anything would answer. */
const unrelatedAnswers = [
  'Water boils at a hundred degrees at sea level.',
  'The library closes at six on Thursdays, so bring the ladder back before then.',
  'Seven times eight is fifty-six, and carry the five.',
  'My cousin paints fences, mostly green ones, when it does not rain.',
  'In chess the bishop keeps to squares of one colour for the whole game.',
  'Please fold the left corner over the right one before you glue the wing.',
  'The train to the coast now leaves from platform nine.',
  'Owls turn their heads further than most people expect.',
];
