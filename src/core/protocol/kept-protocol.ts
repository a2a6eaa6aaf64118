import type { NamedTerms, Query } from "../criteria/index.ts";
import type { Problem } from "../records/problem.ts";
import type { ParsedProtocol } from "./parse-protocol.ts";
import type { Criterion, Protocol, TaxonomyClass } from "./protocol.ts";
import { parseQueryText } from "./query-text.ts";

/** What a later run needs to have the same protocol, without reading its text. */
export interface KeptProtocol {
  readonly protocol: Omit<Protocol, "criteria" | "taxonomy"> & {
    readonly criteria: readonly KeptCriterion[];
    readonly taxonomy: readonly KeptClass[];
  };
  readonly problems: readonly Problem[];
}

/** A query without its nodes, which are functions in part: whoever judges by it parses it. */
type KeptQuery = Omit<Query, "root">;
type KeptCriterion = Omit<Criterion, "query"> & { readonly query?: KeptQuery };
type KeptClass = Omit<TaxonomyClass, "query" | "classes"> & {
  readonly query?: KeptQuery;
  readonly classes: readonly KeptClass[];
};

type ReadProtocol = Extract<ParsedProtocol, { ok: true }>;

/** undefined for a protocol with a stopping rule, which is functions, too. */
export function keptProtocol({ protocol, problems }: ReadProtocol): KeptProtocol | undefined {
  if (Object.values(protocol.screening).some(({ stop }) => stop !== undefined)) return undefined;
  const kept = <Of extends { readonly query?: Query }>({ query, ...rest }: Of) => ({
    ...rest,
    ...(query && { query: { text: query.text, fields: query.fields, warnings: query.warnings } }),
  });
  const keptClass = (one: TaxonomyClass): KeptClass => ({
    ...kept(one),
    classes: one.classes.map(keptClass),
  });
  return {
    protocol: {
      ...protocol,
      criteria: protocol.criteria.map(kept),
      taxonomy: protocol.taxonomy.map(keptClass),
    },
    problems,
  };
}

/** The protocol as it was when it was kept. */
export function protocolFrom({ protocol, problems }: KeptProtocol): ReadProtocol {
  const terms: NamedTerms = new Map(Object.entries(protocol.terms));
  const queryOf = (
    query: KeptQuery | undefined,
    { queryText = "", dialect }: Pick<Criterion, "queryText" | "dialect">,
  ) => query && { query: new LateQuery(query, () => rootOf(queryText, dialect, terms)) };
  const classFrom = ({ query, ...one }: KeptClass): TaxonomyClass => ({
    ...one,
    ...queryOf(query, one),
    classes: one.classes.map(classFrom),
  });
  return {
    ok: true,
    problems,
    protocol: {
      ...protocol,
      criteria: protocol.criteria.map(({ query, ...one }) => ({ ...one, ...queryOf(query, one) })),
      taxonomy: protocol.taxonomy.map(classFrom),
    },
  };
}

function rootOf(text: string, dialect: string | undefined, terms: NamedTerms): Query["root"] {
  const parsed = parseQueryText(text, dialect, terms);
  // It was one when it was kept, by the same slr.
  if (!parsed.ok) throw new Error(`\`${text}\` was a query: ${parsed.error.message}`);
  return parsed.query.root;
}

/** A query that is parsed when somebody judges by it. */
class LateQuery implements Query {
  readonly text: string;
  readonly fields: Query["fields"];
  readonly warnings: Query["warnings"];
  readonly #parse: () => Query["root"];
  #root: Query["root"] | undefined;

  constructor({ text, fields, warnings }: KeptQuery, parse: () => Query["root"]) {
    this.text = text;
    this.fields = fields;
    this.warnings = warnings;
    this.#parse = parse;
  }

  get root(): Query["root"] {
    this.#root ??= this.#parse();
    return this.#root;
  }
}
