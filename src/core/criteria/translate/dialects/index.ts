import type { Dialect } from "../dialect.ts";
import { acm } from "./acm.ts";
import { cochrane } from "./cochrane.ts";
import { ebsco } from "./ebsco.ts";
import { embase } from "./embase.ts";
import { ieee } from "./ieee.ts";
import { ovid } from "./ovid.ts";
import { proquest } from "./proquest.ts";
import { pubmed } from "./pubmed.ts";
import { scopus } from "./scopus.ts";
import { webOfScience } from "./web-of-science.ts";

/** The search languages that slr translates. Where a source's name fits two, the first counts. */
export const DIALECTS: readonly Dialect[] = [
  ovid,
  pubmed,
  embase,
  scopus,
  webOfScience,
  proquest,
  ebsco,
  cochrane,
  ieee,
  acm,
];
