const example = /(?<=^## One dialog\n)[\s\S]*?(?=\n## Licence$)/mu;

/** A dataset's card for a copy without texts: its example is left out, and it says how the texts come back. */
export function withoutExample(card: string): string {
  const said = `Left out: in this copy the words of reviews are references, \`⟦r:REVIEW:START-END:CHANGE⟧\` (code points of the review's text, end exclusive;
change: \`s\` quotation marks are single ones, \`l\` small letters; white space is one blank). Whoever has the reviews puts the words back:
\`convrec hydrate FOLDER --run RUN\`, or \`--reviews FILE.parquet\` with the columns \`review_id\` and \`text\`; \`SHA256SUMS.text\` is what the files are then.
`;
  if (!example.test(card)) throw new Error('the card has no example');
  return card.replace(example, () => said);
}
