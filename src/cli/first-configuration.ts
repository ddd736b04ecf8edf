/** What `s3tester init` writes: it runs as it is, against the embedded server. */
export const firstConfiguration = `# yaml-language-server: $schema=./s3tester.schema.json
# s3tester schema -o s3tester.schema.json   writes it, and an editor completes operations and parameters
# s3tester run            runs this file
# s3tester validate       checks it without sending anything

config:
  # The server under test: a URL, or the word: embedded.
  endpoint_url: \${S3TESTER_ENDPOINT_URL:-embedded}
  region: us-east-1
  credentials:
    - name: Owner
      access_key: \${AWS_ACCESS_KEY_ID:-demo}
      secret_key: \${AWS_SECRET_ACCESS_KEY:-demo-secret}
    - name: Public
      anonymous: true

variables:
  bucket: s3tester-first-\${run_id}

test_cases:
  groups:
    - name: First steps
      credential: Owner

      # Set-up, in order; if it fails, test is skipped.
      before_test:
        - operation: CreateBucket
          parameters: { bucket: "\${bucket}" }

      # What is tested. A step without expected_result must succeed.
      test:
        - operation: PutObject
          parameters:
            bucket: "\${bucket}"
            key: hello.txt
            body: Hello, S3!
            content_type: text/plain
            metadata: { owner: me }

        - operation: GetObject
          parameters: { bucket: "\${bucket}", key: hello.txt }
          expected_result:
            response_contains:
              headers: { content-type: text/plain }
              body_pattern: "^Hello"
              metadata: { owner: me }

        # A refusal that is expected is a pass.
        - operation: GetObject
          parameters: { bucket: "\${bucket}", key: no-such-key }
          expected_result: { error_code: NoSuchKey, status_code: 404 }

        - operation: GetObject
          credential: Public
          parameters: { bucket: "\${bucket}", key: hello.txt }
          expected_result: { success: false, error_code: AccessDenied }

      # Always runs, to its end.
      after_test:
        - operation: DeleteObject
          parameters: { bucket: "\${bucket}", key: hello.txt }
        - operation: DeleteBucket
          parameters: { bucket: "\${bucket}" }
`;
