import { readFileSync } from 'node:fs';
import { learnMentions, toKnowledge } from '../studio/mentions/mention-knowledge.ts';
import { extractMentions } from '../studio/mentions/extract-mentions.ts';
import { createHash } from 'node:crypto';
const reviews = readFileSync('/work/shared/data/yelp/yelp_academic_dataset_review.json','utf8').trim().split('\n').map(l=>JSON.parse(l)).map(r=>({rating:r.stars,text:r.text as string,isEarly:true,id:r.review_id})).slice(0,1539);
const k = toKnowledge(await learnMentions(reviews,()=>{},async()=>{}));
const rows:any[]=[];
for(const r of reviews) for(const m of extractMentions(r.text,k)) if(m.opinionSpan && !m.isItem) rows.push({h:createHash('md5').update(r.id+m.termSpan.charStart).digest('hex'),c:m.confidence,t:m.term,p:m.polarity,rule:m.rule,o:[...r.text].slice(m.opinionSpan.charStart,m.opinionSpan.charEnd).join(''),x:[...r.text].slice(m.clauseSpan.charStart,m.clauseSpan.charEnd).join('').replaceAll('\n',' ')});
rows.sort((a,b)=>a.h<b.h?-1:1);
for(const [lo,hi] of [[.05,.2],[.2,.4],[.4,.7],[.7,1]]){ const s=rows.filter(r=>r.c>=lo!&&r.c<hi!); console.log(`--- ${lo}-${hi}: ${s.length}`); for(const r of s.slice(0,25)) console.log(`${r.c.toFixed(2)} [${r.t}] <- [${r.o}] ${r.rule}: ${r.x.slice(0,130)}`);}
