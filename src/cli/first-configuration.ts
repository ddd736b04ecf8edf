/** Where the schema of configurations may lie beside a configuration: written by `s3tester schema`, or installed. */
export const schemaPlaces = ['./s3tester.schema.json', './node_modules/s3tester/schema/s3tester.schema.json'];

/** What `s3tester init` writes: it runs as it is, against the embedded server. `schema` is where an editor finds that. */
export function firstConfiguration(schema: string | undefined): string {
  return `${schema === undefined ? withoutSchema : `# yaml-language-server: $schema=${schema}`}\n${body}`;
}

// A line that names a file which is not there is an error in an editor.
const withoutSchema = `# An editor completes operations and parameters after s3tester schema -o s3tester.schema.json, and with
# the comment "yaml-language-server: $schema=./s3tester.schema.json" in the first line.`;

const body = `# s3tester run            runs this file
# s3tester validate       checks it without sending anything
# docs/scenario-language.md of the package s3tester describes every key

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

        # An expected error is a pass.
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

    # A case gets its own bucket, which is created before it and removed after it. It has one verdict.
    - name: Cases
      credential: Owner
      parallel: true
      test:
        - case: upload-in-parts
          title: The parts of an upload may be sent in parallel
          tags: multipart
          fixtures: { bucket: own }
          steps:
            - operation: CreateMultipartUpload
              parameters: { key: big.bin }
              # Later steps can use what a step saves.
              save: { upload_id: UploadId }
            - operation: UploadPart
              for_each: "\${1..2}"
              parallel: true
              parameters:
                key: big.bin
                upload_id: \${upload_id}
                part_number: \${item}
                # The bytes are generated while they are sent, and checked while they are received.
                body: { size: 5MiB, seed: "part \${item}" }
              collect: { parts: "{PartNumber: parameters.PartNumber, ETag: ETag}" }
            - operation: CompleteMultipartUpload
              parameters: { key: big.bin, upload_id: "\${upload_id}", multipart_upload: { parts: "\${parts}" } }
            - operation: GetObject
              parameters: { key: big.bin, range: bytes=5242880-10485759 }
              expected_result: { status_code: 206, body: { size: 5MiB, seed: part 2 } }

        - case: pages-of-a-listing
          title: A listing has pages, in the order of the keys
          fixtures: { bucket: own }
          steps:
            - operation: PutObject
              repeat: 7
              parallel: true
              parameters: { key: "\${index|pad:3}", body: x }
            - operation: ListObjectsV2
              parameters: { max_keys: 3 }
              paginate: { max_pages: 5 }
              expected_result:
                response:
                  "Contents[].Key": { $length: 7, $sorted: bytes, $unique: true, $contains: "006" }
                  Contents: { $each: { Size: 1, LastModified: { $near: { value: "\${now}", within: 1h } } } }

        - case: one-winner
          title: Of eight simultaneous conditional uploads, exactly one succeeds
          fixtures: { bucket: own }
          steps:
            - operation: PutObject
              repeat: 8
              parallel: true
              parameters: { key: k, body: "\${index}", if_none_match: "*" }
              expected_result:
                any_of: [{ status_code: 200 }, { error_code: [PreconditionFailed, ConditionalRequestConflict] }]
                all: { "length([?success])": 1 }

        - case: signatures
          title: A signature with one wrong digit is refused, and a presigned link needs no signature
          fixtures: { bucket: own, objects: [{ key: a.txt, body: for whoever has the link }] }
          steps:
            - request: { method: GET, path: "/\${bucket}/a.txt", signature: flip }
              expected_result: { error_code: SignatureDoesNotMatch, status_code: 403 }
            - presign: { operation: GetObject, parameters: { key: a.txt }, expires: 10m }
              save: { link: url }
            - request: { url: "\${link}" }
              expected_result: { body: for whoever has the link }
`;
