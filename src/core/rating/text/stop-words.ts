/**
 * English words that say nothing about a record's subject, by their part in the sentence, folded and
 * split as `wordsOf` splits (`don't` arrives as `don` and `t`; single letters never arrive). Words
 * that tell study designs apart (`without`, `versus`, `first`, `case`) are left out on purpose.
 */
const LISTS: readonly string[] = [
  // Articles, determiners, quantifiers
  "the an this that these those each every either neither some any all both half few fewer less many",
  "more most much several such same other another others own enough no none",
  // Pronouns
  "me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers",
  "herself it its itself they them their theirs themselves one ones oneself who whom whose which what",
  "whichever whatever whoever something anything nothing everything someone anyone everyone nobody",
  // Prepositions
  "about above across after against along among amongst around as at before behind below beneath",
  "beside besides between beyond by despite down during except for from in inside into like near of",
  "off on onto out outside over per since through throughout to toward towards under until up upon",
  "via with within",
  // Conjunctions and connectives
  "and but or nor so yet if then else than because although though while whereas whether unless",
  "however therefore thus hence moreover furthermore nevertheless nonetheless otherwise instead",
  "meanwhile namely thereby therein thereof whereby wherein",
  // Auxiliaries and modals
  "am is are was were be been being do does did done doing have has had having can could may might",
  "must shall should will would cannot ought don doesn didn isn aren wasn weren hasn haven hadn won",
  "wouldn couldn shouldn ain ve ll",
  // Adverbs of place, time, degree
  "again almost already also always even ever far further here there just never not now often once",
  "only perhaps quite rather really soon still too very where when why how elsewhere everywhere",
  "hereafter indeed mostly mainly especially together well",
  // Light verbs and abbreviations
  "et al eg ie etc vs viz let get gets got give given gives go goes made make makes take takes taken",
  "become becomes became seem seems seemed say says said",
];

export const STOP_WORDS: ReadonlySet<string> = new Set(LISTS.join(" ").split(" "));
