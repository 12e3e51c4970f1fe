import { ratingScales } from '../../schemas/rating.ts';

/** What a figure of an evaluation is, where its definition comes from, and what cuts text into words for it. */
export interface Measure {
  meaning: string;
  unit:
    | 'share'
    | 'dialogs'
    | 'turns'
    | 'words'
    | 'paths'
    | 'bits'
    | 'score, 1 to 5'
    | 'agreement, 1 is full'
    | 'correlation';
  /** Null where no text is cut into words. */
  tokenizer: string | null;
  source: string;
}

const words = "runs of [a-z0-9'] in small letters";
const own = 'this project';
const checks = 'this project: studio/verification, which shares no code with what makes dialogs';
const rubric = 'this project: studio/evaluation/judge/rubric.json';
const page = 'this project: convrec annotate';

const counted: Readonly<Record<string, Measure>> = {
  dialogs: { meaning: 'dialogs that were measured', unit: 'dialogs', tokenizer: null, source: own },
  accepted_share: {
    meaning: 'dialogs that were accepted, of those that ended',
    unit: 'share',
    tokenizer: null,
    source: own,
  },
  first_attempt_pass_rate: {
    meaning: 'turns whose first answer no fidelity check objected to, failed dialogs included',
    unit: 'share',
    tokenizer: null,
    source: own,
  },
  turns_per_dialog: { meaning: 'utterances of a dialog', unit: 'turns', tokenizer: null, source: own },
  words_per_turn: { meaning: 'words of an utterance', unit: 'words', tokenizer: words, source: own },
  user_words_per_turn: { meaning: 'words of an utterance of the user', unit: 'words', tokenizer: words, source: own },
  system_words_per_turn: {
    meaning: 'words of an utterance of the system',
    unit: 'words',
    tokenizer: words,
    source: own,
  },
  ...Object.fromEntries(
    [1, 2, 3, 4].map((size): [string, Measure] => [
      `distinct_${size}`,
      {
        meaning: `different runs of ${size} ${size === 1 ? 'word' : 'words'} inside an utterance, of all such runs`,
        unit: 'share',
        tokenizer: words,
        source: 'Li et al., A Diversity-Promoting Objective Function, 2016',
      },
    ]),
  ),
  self_bleu_4: {
    meaning: 'BLEU-4 of an utterance against all others, in the mean; high: they say the same',
    unit: 'share',
    tokenizer: words,
    source: 'Zhu et al., Texygen, 2018; sentence BLEU as in sacreBLEU (exponential smoothing, effective order)',
  },
  unique_utterances: { meaning: 'different utterances, of all', unit: 'share', tokenizer: null, source: own },
  plan_conformance: {
    meaning: 'planned turns that were said by the planned speaker in the planned super-node and act',
    unit: 'share',
    tokenizer: null,
    source: checks,
  },
  grounding_rate: {
    meaning: 'turns that cite or claim, whose evidence is there, is earlier and says the same',
    unit: 'share',
    tokenizer: null,
    source: checks,
  },
  leak_rate: {
    meaning: 'dialogs in which a candidate is named before the system recommends it',
    unit: 'share',
    tokenizer: null,
    source: checks,
  },
  paths: { meaning: 'different paths through the super-nodes', unit: 'paths', tokenizer: null, source: own },
  path_entropy: {
    meaning: 'Shannon entropy of the paths: 0 where all are alike, log2 of the dialogs where no two are',
    unit: 'bits',
    tokenizer: null,
    source: own,
  },
};

const verdictMeanings = {
  better: 'is better in both orders',
  worse: 'is worse in both orders',
  tied: 'is as good in both orders',
  undecided: 'is another thing in each order, so that the place decided',
} as const;

const judged = ratingScales.flatMap((scale): [string, Measure][] => [
  [
    `judge_${scale}`,
    {
      meaning: `${scale}: mean over dialogs of the mean of their judgements`,
      unit: 'score, 1 to 5',
      tokenizer: null,
      source: rubric,
    },
  ],
  [
    `judge_${scale}_spread`,
    {
      meaning: `${scale}: standard deviation between judgements of the same dialog, in the mean`,
      unit: 'score, 1 to 5',
      tokenizer: null,
      source: own,
    },
  ],
  ...(['better', 'worse', 'tied', 'undecided'] as const).map((verdict): [string, Measure] => [
    `judge_${scale}_${verdict}`,
    {
      meaning: `${scale}: pairs in which this run's dialog ${verdictMeanings[verdict]}`,
      unit: 'share',
      tokenizer: null,
      source: rubric,
    },
  ]),
]);

const rated = ratingScales.flatMap((scale): [string, Measure][] => [
  [
    `people_${scale}`,
    {
      meaning: `${scale}: mean over dialogs of the mean of their ratings`,
      unit: 'score, 1 to 5',
      tokenizer: null,
      source: page,
    },
  ],
  ...(['interval', 'ordinal'] as const).map((level): [string, Measure] => [
    `people_${scale}_alpha_${level}`,
    {
      meaning: `${scale}: Krippendorff's alpha of the raters, scores as ${level === 'interval' ? 'numbers' : 'ranks'}`,
      unit: 'agreement, 1 is full',
      tokenizer: null,
      source: "Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011",
    },
  ]),
  [
    `judge_people_${scale}`,
    {
      meaning: `${scale}: Spearman's rho between the judge's and the raters' means of a dialog`,
      unit: 'correlation',
      tokenizer: null,
      source: 'Spearman, 1904',
    },
  ],
]);

/** Every measure of the relation `run_measures`, in the order they are shown. */
export const measures: Readonly<Record<string, Measure>> = {
  ...counted,
  ...Object.fromEntries([...judged, ...rated]),
};
