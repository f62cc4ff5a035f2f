// Follows IRIs as rdf-dereference does and writes the statements found as N-Quads, one JSON object a line for each IRI.
//
//     node dereference.cjs IRI...
const { rdfDereferencer } = require("rdf-dereference");

const term = (it) =>
  it.termType === "NamedNode" ? `<${it.value}>`
  : it.termType === "BlankNode" ? `_:${it.value}`
  : JSON.stringify(it.value) + (it.language ? `@${it.language}` : `^^<${it.datatype.value}>`);

async function statements(iri) {
  const { data } = await rdfDereferencer.dereference(iri);
  const lines = [];
  for await (const { subject, predicate, object } of data) {
    lines.push(`${term(subject)} ${term(predicate)} ${term(object)} .`);
  }
  return lines;
}

(async () => {
  for (const iri of process.argv.slice(2)) {
    try {
      console.log(JSON.stringify({ iri, statements: await statements(iri) }));
    } catch (error) {
      console.log(JSON.stringify({ iri, error: String(error) }));
    }
  }
})();
