import { polarityOf } from '../sentiment/polarity.ts';
import type { Mention } from './extract-mentions.ts';

/** What a mention counts as when a reviewer's mentions are taken together. */
export interface Voice {
  polarity: 'positive' | 'negative' | 'mixed' | 'neutral';
  /** In [-1, 1]; 0 unless positive or negative. */
  sentiment: number;
}

/** Complaints are rarer than praise and put in more ways, so the confidence that claims praise would miss most of them. */
const complaintFrom = 0.5;

/** An opinion that is not sure enough to be claimed by itself is neutral here, but for a likely complaint. */
export function voiceOf({ polarity, sentiment, leaning, confidence }: Mention): Voice {
  if (polarity === 'unknown') {
    const isComplaint = confidence >= complaintFrom && polarityOf(leaning) === 'negative';
    return isComplaint ? { polarity: 'negative', sentiment: leaning } : neutral;
  }
  if (polarity === 'neutral') return neutral;
  return polarity === 'mixed' ? { polarity, sentiment: 0 } : { polarity, sentiment };
}

const neutral: Voice = { polarity: 'neutral', sentiment: 0 };
