/** The paper whose method the dialogs follow, as BibTeX. */
const key = 'chhetri2025convrecstudio';
const fields = Object.entries({
  title: 'A Framework for Generating Conversational Recommendation Datasets from Behavioral Interactions',
  author:
    'Chhetri, Vinaik and Reza, Yousaf and Fereidouni, Moghis and Maji, Srijata and Farooq, Umar and Siddique, A. B.',
  year: '2025',
  eprint: '2506.17285',
  archivePrefix: 'arXiv',
});

/** A field a line. */
export const citation = `@misc{${key},
${fields.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}
}`;

export const citationInOneLine = `@misc{${key}, ${fields.map(([name, value]) => `${name}={${value}}`).join(', ')}}`;
