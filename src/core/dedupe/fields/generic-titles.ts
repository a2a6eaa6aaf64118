/** A shorter part of a title identifies no work. */
export const SHORTEST_TITLE = 12;

/**
 * Titles that many works share, in comparable form; they say nothing without pages, volume or an
 * identifier.
 */
const GENERIC = new RegExp(
  `^(?:${[
    "(?:guest )?editorial(?: board| note| comments?| introduction)?s?",
    "(?:\\w+ )?editors? .*",
    "(?:\\w+ )?(?:chairs?|presidents?) (?:message|letter|column|remarks|address|report)",
    "remarks from .*",
    "introduction(?: to (?:the|this) .*)?",
    "(?:a )?(?:notes?|words?|letters?|messages?|introduction) (?:from|by) (?:the )?(?:guest )?(?:editors?|chairs?|presidents?|editorial board)(?: .*)?",
    "from (?:the|our) (?:guest )?(?:editors?|chairs?|presidents?|editorial)\\b.*|about (?:the|our) authors?|contributors?|notes on contributors",
    "(?:instructions?|guidelines?|information|notes) (?:for|to) (?:authors?|contributors?)|masthead|imprint|impressum|diary|agenda|events?",
    "(?:conference|congress|meeting|workshop) (?:reports?|announcements?|news|notes|diary|calendar)|society news|book notes|what s new|erratum page",
    "preface|foreword|prologue|epilogue|afterword|postscript",
    "letters? to the editors?|letters?|correspondence|to the editors?",
    "book reviews?|reviews?|media reviews?|new books?|books? received|briefly noted|shorter notices",
    "news|news and (?:views|notes|comments?)|in this issue|in brief|research highlights?|highlights",
    "table of contents|contents|index|subject index|author index|calendar|announcements?|errata notes",
    "calls? for papers.*",
    "reviewers?|acknowledge?ments?|thanks to .*reviewers|list of (?:reviewers|contributors)",
    "obituary|obituaries|in memoriam|in memory of .*",
    "abstracts?|meeting abstracts?|abstracts? (?:of|from) .*",
    "issues and opinions|opinions?|viewpoints?|perspectives?|points? of view|forum|debate|dialogue?",
    "case reports?|images? in \\w+(?: \\w+)?|quiz|clinical picture|journal club|meeting reports?",
    "message from .*|front ?matter|back ?matter|title(?: page)?(?: foreword)?|cover|committees?",
    "keynote.*|panel(?: (?:discussion|session)s?)?|proceedings.*|welcome.*|copyright.*|reminiscences .*",
    "errat(?:um|a)|corrigend(?:um|a)|corrections?|reply|response|commentary|comments?|in reply",
    "authors? (?:reply|response)|poster (?:session|abstracts?).*|oral (?:session|presentations?).*",
    "technical correspondence|research notes?|short communications?|special (?:issue|section).*",
    // German, French, Spanish, Portuguese, Italian, Dutch and others.
    "vorwort(?: (?:der|des|zu|zum|zur) .*)?|aus der redaktion|in eigener sache|zu diesem heft|editorial (?:der|des) .*|autorenhinweise|hinweise fur autoren|personalia|aktuelles|tagungsberichte?|geleitwort|nachruf|leserbrief|leserbriefe|buchbesprechung(?:en)?|rezension(?:en)?|mitteilungen|nachrichten|inhalt|berichtigung",
    "editoriale?|editoriaux|avant propos|preface du .*|lettre a (?:la redaction|l editeur|l editrice)|courrier des lecteurs|comptes? rendus?|notes de lecture|instructions aux auteurs|actualites|mot (?:de la redaction|du president|du redacteur)|sommaire",
    "carta al editor|cartas al (?:editor|director)|carta al director|prologo|presentacion|resenas?|nota editorial|palabras del (?:editor|director|presidente)|instrucciones (?:para|a) (?:los )?autores|normas de publicacion|del editor|desde la redaccion|sumario|noticias",
    "carta ao editor|cartas ao editor|prefacio|apresentacao|resenha|nota do editor",
    "lettera al direttore|lettere al direttore|prefazione|recensioni|presentazione",
    "voorwoord|redactioneel|boekbespreking|van de redactie|ingezonden brief",
    "od redakcji|przedmowa|list do redakcji|editoryal|onsoz|editore mektup|forord|leder|ledare",
    "от редакции|предисловие|письмо в редакцию|рецензии|编者按|前言|卷首语|编辑部|巻頭言|編集後記|書評|권두언|머리말",
  ].join("|")})$`,
  "u",
);

/** Tells whether many works may have a comparable title. */
export function isGenericTitle(title: string): boolean {
  return (
    (isShort(title) && !/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(title)) ||
    GENERIC.test(title)
  );
}

function isShort(title: string): boolean {
  return title.length < SHORTEST_TITLE;
}
