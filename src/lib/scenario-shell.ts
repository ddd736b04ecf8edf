/**
 * The configuration around one group of a scenario that is generated: it runs on the embedded server, or on the server and
 * with the keys that the environment names. As data, to be written as YAML.
 */
export function scenarioShell(
  groupName: string,
  test: readonly unknown[],
): Readonly<Record<string, unknown>> {
  return {
    config: {
      endpoint_url: '${S3TESTER_ENDPOINT_URL:-embedded}',
      credentials: [
        {
          name: 'Main',
          access_key: '${AWS_ACCESS_KEY_ID:-demo}',
          secret_key: '${AWS_SECRET_ACCESS_KEY:-demo-secret}',
        },
      ],
    },
    test_cases: { groups: [{ name: groupName, credential: 'Main', test }] },
  };
}
