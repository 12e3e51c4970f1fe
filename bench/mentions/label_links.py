"""Says of each link (review, start, end, sign; code points of the review) whether the gold holds it, as the gold's own scorer reads a claim.
usage: label_links.py GOLD_FOLDER DOMAIN LINKS.jsonl LABELS.jsonl; a link outside labelled sentences has no label (null)."""
import csv, json, sys
folder, domain, links_file, labels_file = sys.argv[1:]
sys.path.insert(0, folder)
import score

csv.field_size_limit(1 << 24)
with open(f'{folder}/in/{domain}/reviews.csv', encoding='utf8', newline='') as file:
    texts = {row['rid']: row['body'] for row in csv.DictReader(file)}
gold = score.load_gold([f'{folder}/{domain}.dev.jsonl'])
score.place(gold, texts)
sentences = {}
for sentence in gold:
    if sentence['at'] is not None and score.has_terms(sentence):
        sentences.setdefault(sentence['review'], []).append(sentence)
with open(links_file, encoding='utf8') as file, open(labels_file, 'w', encoding='utf8') as out:
    for line in file:
        link = json.loads(line)
        # The same sentence may be labelled in two of the gold's sources: a link is true where one of them says so.
        labels = []
        for sentence in sentences.get(link['review'], ()):
            at = sentence['at']
            if link['start'] < at or link['end'] > at + len(sentence['text']): continue
            mention = dict(term=(link['start'] - at, link['end'] - at))
            labels.append(any(score.SIGN[o['polarity']] == link['sign'] for o in score.told(sentence, mention)))
        out.write(json.dumps(any(labels) if labels else None) + '\n')
