import type { ReportSection } from "../report-section.ts";
import { agreementSection } from "./agreement.ts";
import { automationSection } from "./automation.ts";
import { checksSection } from "./checks.ts";
import { citationsSection } from "./citations.ts";
import { criteriaSection } from "./criteria.ts";
import { duplicatesSection } from "./duplicates.ts";
import { excludedSection } from "./excluded.ts";
import { flowSection } from "./flow.ts";
import { includedSection } from "./included.ts";
import { provenanceSection } from "./provenance.ts";
import { ratingSection } from "./rating.ts";
import { recordsSection } from "./records.ts";
import { searchesSection } from "./searches.ts";
import { selectionSection } from "./selection.ts";
import { sourcesSection } from "./sources.ts";
import { taxonomySection } from "./taxonomy.ts";

/** The sections of the report, in their order. To add one, write a file and list it here. */
export const REPORT_SECTIONS: readonly ReportSection[] = [
  flowSection,
  sourcesSection,
  searchesSection,
  criteriaSection,
  selectionSection,
  agreementSection,
  automationSection,
  ratingSection,
  includedSection,
  taxonomySection,
  citationsSection,
  excludedSection,
  duplicatesSection,
  recordsSection,
  checksSection,
  provenanceSection,
];
