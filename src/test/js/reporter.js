// Prints one line of JSON per finished scenario, for the JUnit class that runs the scripts.
export default async function* report(source) {
  for await (const { type, data } of source) {
    if (data?.details?.type === "suite" || data?.nesting > 0) continue;
    if (type === "test:pass" || type === "test:fail") {
      const error = data.details?.error;
      yield JSON.stringify({
        scenario: data.name,
        passed: type === "test:pass",
        millis: Math.round(data.details?.duration_ms ?? 0),
        problem: error ? String(error.cause?.stack ?? error.stack ?? error) : "",
      }) + "\n";
    }
  }
}
