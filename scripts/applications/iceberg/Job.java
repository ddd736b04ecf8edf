import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/** The job of Iceberg's S3FileIO. It prints a line for each step, which ../lib/steps.js reads. */
public class Job extends Steps {
  private static final String root = "s3://" + System.getenv("JOB_BUCKET") + "/warehouse/";

  static void write(S3FileIO io, String name, byte[] bytes) throws Exception {
    try (OutputStream stream = io.newOutputFile(root + name).createOrOverwrite()) {
      stream.write(bytes);
    }
  }

  static byte[] read(S3FileIO io, String name) throws Exception {
    InputFile file = io.newInputFile(root + name);
    try (InputStream stream = file.newStream()) {
      return stream.readAllBytes();
    }
  }

  static Set<String> names(S3FileIO io, String folder) {
    Set<String> found = new HashSet<>();
    for (FileInfo file : io.listPrefix(root + folder)) {
      found.add(file.location().substring((root + folder).length()));
    }
    return found;
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("s3.endpoint", System.getenv("AWS_ENDPOINT_URL"));
    settings.put("s3.path-style-access", "true");
    settings.put("s3.multipart.part-size-bytes", "5242880");
    settings.put("s3.multipart.threshold", "1.0");
    settings.put("s3.staging-dir", System.getenv("JOB_FOLDER") + File.separator + "staging");
    settings.put("client.region", System.getenv("AWS_REGION"));
    S3FileIO io = new S3FileIO();
    io.initialize(settings);
    byte[] small = sample("small", 10_000);
    byte[] large = sample("large", 12_000_000);

    step("writes a small file and reads it", () -> {
      write(io, "metadata/v1.json", small);
      same(read(io, "metadata/v1.json"), small, "the file");
    });
    step("refuses to create what is there", () -> {
      try (PositionOutputStream stream = io.newOutputFile(root + "metadata/v1.json").create()) {
        stream.write(1);
      } catch (AlreadyExistsException error) {
        return;
      }
      throw new Wrong("it was overwritten");
    });
    step("writes a file in parts and reads it", () -> {
      write(io, "data/large.parquet", large);
      same(read(io, "data/large.parquet"), large, "the file");
      if (io.newInputFile(root + "data/large.parquet").getLength() != large.length) {
        throw new Wrong("its length is another one");
      }
    });
    step("reads parts of it", () -> {
      try (SeekableInputStream stream = io.newInputFile(root + "data/large.parquet").newStream()) {
        stream.seek(10_000_000);
        same(stream.readNBytes(100), Arrays.copyOfRange(large, 10_000_000, 10_000_100), "what follows a seek");
        stream.seek(100);
        same(stream.readNBytes(100), Arrays.copyOfRange(large, 100, 200), "what follows a seek back");
      }
    });
    step("finds files, and that one is missing", () -> {
      if (!io.newInputFile(root + "metadata/v1.json").exists()) {
        throw new Wrong("a file is not found");
      }
      if (io.newInputFile(root + "metadata/v2.json").exists()) {
        throw new Wrong("a file that is not there is found");
      }
    });
    List<String> files = new ArrayList<>();
    step("writes many files and lists them", () -> {
      ExecutorService pool = Executors.newFixedThreadPool(4);
      List<Future<?>> writes = new ArrayList<>();
      for (int number = 0; number < 20; number += 1) {
        String name = "data/part+" + number + ".parquet";
        files.add(root + name);
        writes.add(pool.submit(() -> {
          write(io, name, small);
          return null;
        }));
      }
      for (Future<?> one : writes) {
        one.get();
      }
      pool.shutdown();
      Set<String> found = names(io, "data/");
      if (found.size() != 21 || !found.contains("part+7.parquet")) {
        throw new Wrong(found.size() + " files instead of 21");
      }
    });
    step("deletes many files", () -> {
      io.deleteFiles(files);
      Set<String> left = names(io, "data/");
      if (!left.equals(Set.of("large.parquet"))) {
        throw new Wrong(left.size() + " files are left instead of 1");
      }
    });
    step("deletes a file and a folder", () -> {
      io.deleteFile(root + "metadata/v1.json");
      io.deletePrefix(root + "data/");
      if (!names(io, "").isEmpty()) {
        throw new Wrong(names(io, "").size() + " files are left");
      }
    });
    System.exit(0);
  }
}
