// What in a text can tell who wrote it, in the three languages; a text may mix them.

export type Kind = "name" | "only" | "contact" | "link" | "style";

/** Some of what stands in a text. */
export interface Tell {
  kind: Kind;
  at: number;
  found: string;
}

const alone = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, "giu");

const ENGLISH = [
  "(?:as|i am|i['’]m|am i|i was|being) the only(?: \\p{L}+)?",
  "only i (?:know|knew|saw|was|have|had|do|did|work|worked|could)",
  "(?:nobody|no one|no-one|none)(?: else)? (?:but|except|apart from|besides) me",
  "(?:apart from|except|besides) me",
  "(?:as )?one of (?:the )?(?:only )?(?:two|three|few)",
  "as i (?:told|said to|wrote to) (?:you|him|her|them)",
  "when (?:you|he|she) (?:told|called|wrote to|promised) me",
  "in (?:my|our) (?:one-on-one|appraisal|review|interview)",
  "since i (?:started|joined|came|began)(?: here)?",
  "my (?:husband|wife|pregnancy|maternity leave|parental leave|sick leave|illness|disability|notice)",
];
const GERMAN = [
  "(?:ich bin|bin ich|ich war|war ich|als) (?:der|die|das) einzige[rsn]?",
  "als einzige[rs]?",
  "nur ich(?: wei(?:ß|ss))?",
  "au(?:ß|ss)er mir",
  "(?:niemand|keiner|keine) (?:sonst|anders|au(?:ß|ss)er mir)",
  "(?:als )?eine[r]? von (?:zwei|zweien|dreien|drei|wenigen)",
  "wie ich (?:ihnen|dir|ihm|ihr|euch) (?:schon |bereits )?(?:gesagt|geschrieben|erzählt)",
  "in (?:meinem|unserem) (?:mitarbeiter|jahres|vorstellungs|zweier)?gespräch",
  "seit(?:dem)? ich (?:hier|dabei|angefangen)",
  "meine?[rmn]? (?:mann|frau|schwangerschaft|mutterschutz|elternzeit|krankheit|behinderung|kündigung)",
];
const SPANISH = [
  "(?:como|soy|era|fui) (?:el|la) [uú]nic[oa](?: \\p{L}+)?",
  "(?:s[oó]lo|solamente|[uú]nicamente) yo",
  "nadie (?:m[aá]s )?(?:que|salvo|excepto|menos|aparte de) (?:yo|m[ií])",
  "(?:salvo|excepto|menos) yo|aparte de m[ií]",
  "un[oa] de (?:los|las) (?:dos|tres|pocos|pocas)",
  "como (?:le|te|les|os) (?:dije|escrib[ií]|cont[eé])",
  "en (?:mi|nuestra) (?:entrevista|evaluaci[oó]n|charla)",
  "desde que (?:empec[eé]|entr[eé]|llegu[eé])(?: aqu[ií])?",
  "mi (?:marido|mujer|esposa|esposo|embarazo|baja|enfermedad|discapacidad|despido)",
];

/** That something is true of the writer alone. */
export const ONLY = alone([...ENGLISH, ...GERMAN, ...SPANISH].join("|"));

/** Addresses and numbers that lead to somebody. */
export const CONTACT = [
  /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{2,63}){1,4}/gu,
  /(?<![\p{L}\p{N}._@])@[\p{L}\p{N}_][\p{L}\p{N}_.]{2,29}/gu,
  /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?:personnel|employee|staff|badge|payroll|personal|mitarbeiter|ausweis|stempel)[ -]?(?:number|no|id|nr|nummer)\.?:? {0,2}\d+/giu,
  /(?<![\p{L}\p{N}])(?:n[uú]mero|n\.?[º°o]) de (?:empleado|empleada|n[oó]mina|legajo):? {0,2}\d+/giu,
  /(?<![\p{L}\p{N}.,])\(?\d{3}\)?[ -]\d{3}-\d{4}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}.,+])(?:\+|00|0|\(0)\d[\d ()/.-]{5,18}\d(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}.,])[6789]\d{2}(?:[ -]?\d{3}){2}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}.,])[6789]\d{2}(?: \d{2}){3}(?![\p{L}\p{N}])/gu,
];
export const DAY = /^(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d\d-\d\d)/;

/** Addresses of pages, and where a file lies: often with the name of whoever opened it. */
export const LINK = [
  /(?:https?:\/\/|www\.)[^\s<>"“”]{2,400}/giu,
  /(?<![\p{L}\p{N}@.-])[\p{L}\p{N}-]{2,60}\.(?:com|org|net|de|es|eu|at|ch|io|app|me)(?:\/[^\s<>"“”]{0,400})?(?![\p{L}\p{N}])/giu,
  /(?<![\p{L}\p{N}])[A-Z]:\\[^\s"“”]{1,400}|\\\\[\p{L}\p{N}._-]{1,80}\\[^\s"“”]{1,400}/gu,
  /(?<![\p{L}\p{N}])\/(?:home|Users)\/[^\s"“”]{1,400}/gu,
];

/** Habits of writing that stand out. */
export const HABIT = [
  /[!?]{2,20}|\.{4,20}|…{2,20}/gu,
  /\p{Extended_Pictographic}|(?<![\p{L}\p{N}])[:;]-?[)(DPp](?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])\p{Lu}{4,40}(?![\p{L}\p{N}])[\s,]{1,3}\p{Lu}{2,40}(?![\p{L}\p{N}])/gu,
];
export const LONG = 150; // words, from which on a text shows how somebody writes
