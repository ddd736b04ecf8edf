import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The ten common calls by the AWS SDK for Java 2, of the version on the class path. */
public final class TenCalls {
  private static final String BUCKET = System.getenv("DIALECT_BUCKET");
  private static final byte[] SMALL = filled(1024);

  public static void main(String[] args) throws Exception {
    URI endpoint = URI.create(System.getenv("AWS_ENDPOINT_URL"));
    try (S3Client s3 = S3Client.builder().endpointOverride(endpoint).forcePathStyle(true)
            .overrideConfiguration(it -> it.retryStrategy(retry -> retry.maxAttempts(1))).build()) {
      s3.putObject(it -> it.bucket(BUCKET).key("put").metadata(Map.of("owner", "me")), RequestBody.fromBytes(SMALL));
      s3.headObject(it -> it.bucket(BUCKET).key("put"));
      s3.getObjectAsBytes(it -> it.bucket(BUCKET).key("put"));
      s3.copyObject(it -> it.sourceBucket(BUCKET).sourceKey("put").destinationBucket(BUCKET).destinationKey("copy"));
      s3.listObjectsV2Paginator(it -> it.bucket(BUCKET).maxKeys(1)).stream().count();
      uploadInParts(s3);
      s3.putObject(it -> it.bucket(BUCKET).key("stream"), Path.of(System.getenv("DIALECT_LARGE_FILE")));
      s3.getObjectAsBytes(it -> it.bucket(BUCKET).key("stream"));
      presign(endpoint);
      s3.deleteObject(it -> it.bucket(BUCKET).key("copy"));
      List<ObjectIdentifier> objects = new ArrayList<>();
      for (String key : List.of("put", "parts", "stream", "presigned")) {
        objects.add(ObjectIdentifier.builder().key(key).build());
      }
      s3.deleteObjects(it -> it.bucket(BUCKET).delete(delete -> delete.objects(objects)));
    }
  }

  private static void uploadInParts(S3Client s3) {
    String upload = s3.createMultipartUpload(it -> it.bucket(BUCKET).key("parts")).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (byte[] body : List.of(filled(5 * 1024 * 1024), SMALL)) {
      int number = parts.size() + 1;
      var part = s3.uploadPart(it -> it.bucket(BUCKET).key("parts").uploadId(upload).partNumber(number),
          RequestBody.fromBytes(body));
      parts.add(CompletedPart.builder().partNumber(number).eTag(part.eTag()).build());
    }
    s3.completeMultipartUpload(it -> it.bucket(BUCKET).key("parts").uploadId(upload)
        .multipartUpload(whole -> whole.parts(parts)));
  }

  private static void presign(URI endpoint) throws Exception {
    S3Configuration pathStyle = S3Configuration.builder().pathStyleAccessEnabled(true).build();
    try (S3Presigner presigner =
            S3Presigner.builder().endpointOverride(endpoint).serviceConfiguration(pathStyle).build()) {
      Duration hour = Duration.ofHours(1);
      var put = presigner.presignPutObject(it -> it.signatureDuration(hour)
          .putObjectRequest(object -> object.bucket(BUCKET).key("presigned")));
      send(HttpRequest.newBuilder(put.url().toURI()).PUT(HttpRequest.BodyPublishers.ofByteArray(SMALL)));
      var get = presigner.presignGetObject(it -> it.signatureDuration(hour)
          .getObjectRequest(object -> object.bucket(BUCKET).key("presigned")));
      send(HttpRequest.newBuilder(get.url().toURI()).GET());
    }
  }

  private static void send(HttpRequest.Builder request) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(response.statusCode() + " " + new String(response.body()));
    }
  }

  private static byte[] filled(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 's');
    return bytes;
  }
}
