import type {
  CitationNetwork,
  LinkedRecord,
} from "../../../core/overviews/citations/citation-network.ts";
import { workAuthors, workLink } from "./citation-names.ts";

/** Everything that the references tell, for programs. */
export function citationJson(network: CitationNetwork, least: number): string {
  const linked = ({ record: { key, box, summary }, included, studies }: LinkedRecord) => ({
    record: key,
    title: summary.title,
    year: summary.year ?? null,
    box,
    studies,
    included,
  });
  const { counts } = network;
  return JSON.stringify(
    {
      title: network.title,
      records: network.records,
      with_references: network.telling,
      included: network.included.map(({ key }) => key),
      included_without_references: network.silent,
      references: {
        read: counts.references,
        matched_by_identifier: counts.byIdentifier,
        matched_by_title: counts.byTitle,
        matched_by_place: counts.byPlace,
        in_doubt: counts.inDoubt,
        unmatched: counts.unmatched,
      },
      finds: network.finds
        .filter(({ studies }) => studies >= least)
        .map(({ id, reference, pmid, citedBy, studies, perhaps, why }) => ({
          work: id,
          studies,
          cited_by: citedBy,
          title: reference.titles[0] ?? null,
          authors: workAuthors(reference),
          year: reference.year ?? null,
          venue: reference.venue ?? null,
          doi: reference.doi ?? null,
          pmid: pmid ?? null,
          link: workLink(reference) ?? null,
          perhaps,
          why: why ?? null,
          reference: reference.written,
        })),
      citing: network.citing.map(linked),
      cited: network.cited.map(linked),
      co_cited: network.coCited,
      coupled: network.coupled,
      links: network.links,
    },
    null,
    2,
  );
}
