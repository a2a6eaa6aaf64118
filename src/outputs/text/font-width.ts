import { isWide } from "./plain-text.ts";

/**
 * Advance widths of the characters from blank to `~` in thousandths of an em: for each the wider of
 * Helvetica (Adobe's font metrics, which Arial shares) and DejaVu Sans. A reader's machine may draw
 * the diagram with either, and a line must fit its box in both.
 */
const ASCII = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
  636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556, 1015, 684, 686, 722, 770, 667,
  611, 778, 752, 295, 500, 667, 557, 863, 748, 787, 667, 787, 722, 667, 611, 732, 684, 989, 685,
  667, 685, 390, 337, 390, 838, 556, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
  278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
] as const;

/** The same for the bold faces of both. */
const BOLD = [
  349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696, 696, 696,
  696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 611, 1000, 774, 763, 734, 831, 684,
  684, 821, 837, 373, 557, 775, 638, 996, 837, 851, 733, 851, 771, 721, 683, 813, 774, 1104, 771,
  725, 726, 458, 366, 458, 838, 557, 500, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666,
  343, 1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712, 366, 712, 838,
] as const;

/**
 * The widths of further letters and punctuation: one character each, its code minus 33 times 20; a
 * blank if neither font has the letter.
 */
const FURTHER: readonly { readonly first: number; readonly widths: string }[] = [
  {
    first: 0xa0,
    widths: [
      "16AAAA2=:S9@K4S=:K66:AA2:69@RRR@DDDDDDSFCCCC0000HGIIIIIKIFFFFCCA@@@@@@S=@@@@////",
      "@A@@@@@K@AAAA?A?D@D@D@F=F=F=F=HAHAC@C@C@C@C@HAHAHAHAGAOD0/0/0/0/0/F=:/C>>=/=/=4=",
      "3>0GAGAGAJGAI@I@I@WUF6F6F6C<C<C<C<@5@5@5FAFAFAFAFAFASJC?CD<D<D<3AGDADAFF=HJDA@CI",
      "@@3HDS30G>/?RGAIOBQGGADC<A55@5@LCHFHFD<CC>=AC>;A0:?0ib[WK8_QID@0/I@FAFAFAFAFA@D@",
      "D@SSHAHAC>I@I@C>/ib[HAYDGAD@SSI@D@D@C@C@0/0/I@I@F6F6FAFAC<@5A<GAFKD@D<D@C@I@I@I@",
      "I@C?9L9/SSDF==@<<@9DFDC@:/IAF6C?@AAA==AD@@J=<HC/DAA?@AAA/245:/ERRRBBA@LIB66666<<",
      "@@<229355A@??J?@<=>>;;;;I>CEB5C;F;;TVTK@HLEB;<DD65*.004;4/81112244????::2:::2:::",
      "2222::52::::::2:7*484:::::22::;2222:222:/2222552                                ",
      "                                                                                ",
      "B>MB22GB  :===2:    ::D1IM6 J LK2DD=DCDGI0CDMGBIGC A@CIDKH0CB=A2>BA?@==A@2??A==@",
      "DA?A@>B>EK2>@>KC@@HQHBKCI@F?@8BBMAPKGBI@DCHAF@@<CA=/I@@CAFMDAFFFCCM@EC00:XVLEGAG",
      "DDD@ICWBGGEGMGIGCF@AMDHDWXKNDEWF@@?<D@O<BB@AGB@BA=??L?D?OQEI?=L@@@A<=<///ONB@B?B",
      "dKHCQGMI[TKDVMA=LMI@JCJCWOQG]UdKF=;     66HCD?CA@<C?C=WOB<E@E@E@LKGCTMZOMDF=@?@?",
      "@?D?PJD?D?DAQFQF0WOC@HCGCHDD?NH/D@D@SSC@I@I@WOB<C>GBGBI@I@I@E=A?A?A?D?@<NIC?D?D?",
      "D?TNRMC?WQYRHBHE@=GA\\SNMZSIASJE@XOZOIDE?F=aUC<D@ HFGGFHBFLGD<PMFEHGHIFFGFEJHIFGE",
      "DG<JGII  11-4-6: RABCAA;AFBA/RAAA@AAA/A:A6R>BAARAA7RA@JJ 24                     ",
      "                              5 >  0  8         C?7=B/3BB.<<>CD/6BAAA<?E>FD     ",
      ";;;6B           ",
    ].join(""),
  },
  { first: 0x2010, widths: "44A=SS:=1111;;;;==??2CS1       ,ex-4<-4<255K:=:JJ:S:*" },
];

/** Letters outside ASCII are at most this much wider in bold, except for a few phonetic letters. */
const BOLDER = 1.3;

/** Width of a text in a sans-serif font of that size, never too small. */
export function fontWidth(
  text: string,
  size: number,
  weight: "regular" | "bold" = "regular",
): number {
  let thousandths = 0;
  for (const character of text.normalize("NFD")) {
    thousandths += advance(character, weight === "bold");
  }
  return (thousandths * size) / 1000;
}

function advance(character: string, bold: boolean): number {
  const ascii = bold ? BOLD : ASCII;
  const code = character.codePointAt(0) ?? 0;
  const known = ascii[code - 0x20];
  if (known !== undefined) return known;
  if (character === "\u00a0") return ascii[0];
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return 0;
  if (isWide(character)) return 1100;
  const width = further(code) ?? (/\p{Ll}/u.test(character) ? 1030 : 1100);
  return bold ? width * BOLDER : width;
}

function further(code: number): number | undefined {
  for (const { first, widths } of FURTHER) {
    const sign = widths.charCodeAt(code - first);
    if (sign > 33) return (sign - 33) * 20;
  }
  return undefined;
}
