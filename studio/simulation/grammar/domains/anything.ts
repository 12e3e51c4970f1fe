import type { DomainWords } from '../domain-words.ts';

export const anything: DomainWords = {
  subject: 'things to try',
  titleArticle: '',
  thereByName: [' with {titleShort}'],
  isPlace: false,
  noun: '',
  rules: {
    thing: ['option', 'one'],
    things: ['options', 'choices'],
    aThing: ['something', 'one'],
    one: ['one', 'option'],
    people: ['reviewers', 'people', 'past customers', 'people who tried it'],
    reviewer: ['reviewer', 'customer'],
    tryBase: ['try', 'go for', 'look at', 'pick'],
    tryIt: ['give it a try', 'try it', 'go for it', 'give it a chance'],
    trying: ['trying it', 'giving it a try', 'going for it'],
    there: [' on it', ' with that one', ' with this one', ''],
    goFor: ['go with that one', 'give it a try', 'take that one', 'go for it', 'pick that one'],
    enjoy: ['Enjoy it', 'Have fun with it', 'Hope it works out well'],
    after: ['once you have tried it', 'after you have had it a while', 'if you end up choosing it'],
    setting: ['for myself', 'for this month', 'for a change', 'soon'],
  },
};
