import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;

/** The job of Hadoop's S3A file system. It prints a line for each step, which ../lib/steps.js reads. */
public class Job extends Steps {
  private static final String root = "s3a://" + System.getenv("JOB_BUCKET") + "/";

  static void write(FileSystem files, String name, byte[] bytes) throws Exception {
    try (OutputStream stream = files.create(new Path(root + name), true)) {
      stream.write(bytes);
    }
  }

  static byte[] read(FileSystem files, String name) throws Exception {
    try (InputStream stream = files.open(new Path(root + name))) {
      return stream.readAllBytes();
    }
  }

  static Set<String> names(FileSystem files, String folder) throws Exception {
    Set<String> found = new TreeSet<>();
    for (FileStatus file : files.listStatus(new Path(root + folder))) {
      found.add(file.getPath().getName());
    }
    return found;
  }

  public static void main(String[] args) throws Exception {
    Configuration settings = new Configuration();
    settings.set("fs.s3a.endpoint", System.getenv("AWS_ENDPOINT_URL"));
    settings.set("fs.s3a.endpoint.region", System.getenv("AWS_REGION"));
    settings.set("fs.s3a.path.style.access", "true");
    settings.set("fs.s3a.connection.ssl.enabled", "false");
    settings.set("fs.s3a.access.key", System.getenv("AWS_ACCESS_KEY_ID"));
    settings.set("fs.s3a.secret.key", System.getenv("AWS_SECRET_ACCESS_KEY"));
    settings.set("fs.s3a.buffer.dir", System.getenv("JOB_FOLDER"));
    settings.set("fs.s3a.multipart.size", "5M");
    settings.set("fs.s3a.multipart.threshold", "5M");
    settings.set("fs.s3a.paging.maximum", "3");
    settings.set("fs.s3a.attempts.maximum", "2");
    settings.set("fs.s3a.retry.limit", "2");
    FileSystem files = FileSystem.newInstance(new URI(root), settings);
    byte[] small = sample("small", 10_000);
    byte[] large = sample("large", 12_000_000);

    step("makes a folder", () -> {
      files.mkdirs(new Path(root + "data/deep"));
      same(files.getFileStatus(new Path(root + "data/deep")).isDirectory(), true, "whether it is a folder");
    });
    step("writes a file and reads it", () -> {
      write(files, "data/small.bin", small);
      same(read(files, "data/small.bin"), small, "the file");
    });
    step("refuses to create what is there", () -> {
      try (OutputStream stream = files.create(new Path(root + "data/small.bin"), false)) {
        stream.write(1);
      } catch (FileAlreadyExistsException error) {
        return;
      }
      throw new Wrong("it was overwritten");
    });
    step("refuses to create on the server what has come to be there", () -> {
      Path path = new Path(root + "data/small.bin");
      FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
      builder.overwrite(true);
      builder.opt("fs.option.create.conditional.overwrite", true);
      try (OutputStream stream = (OutputStream) builder.build()) {
        stream.write(1);
      } catch (FileAlreadyExistsException | RemoteFileChangedException error) {
        return;
      }
      throw new Wrong("it was overwritten");
    });
    step("writes a file in parts and reads it", () -> {
      write(files, "data/large.bin", large);
      same(read(files, "data/large.bin"), large, "the file");
    });
    step("reads parts of it", () -> {
      try (FSDataInputStream stream = files.open(new Path(root + "data/large.bin"))) {
        byte[] bytes = new byte[100];
        stream.readFully(10_000_000, bytes);
        same(bytes, Arrays.copyOfRange(large, 10_000_000, 10_000_100), "a part");
        stream.readFully(100, bytes);
        same(bytes, Arrays.copyOfRange(large, 100, 200), "a part before");
      }
    });
    step("lists more than a page", () -> {
      for (int number = 0; number < 7; number += 1) {
        write(files, "data/part+" + number, small);
      }
      same(names(files, "data").size(), 10, "the number of entries");
      RemoteIterator<LocatedFileStatus> all = files.listFiles(new Path(root + "data"), true);
      int count = 0;
      long size = 0;
      while (all.hasNext()) {
        size += all.next().getLen();
        count += 1;
      }
      same(count, 9, "the number of files");
      same(size, 12_080_000L, "their size");
    });
    step("renames a folder", () -> {
      files.rename(new Path(root + "data"), new Path(root + "moved"));
      same(read(files, "moved/large.bin"), large, "the file");
      same(names(files, "moved").size(), 10, "the number of entries");
      try {
        files.getFileStatus(new Path(root + "data"));
      } catch (FileNotFoundException error) {
        return;
      }
      throw new Wrong("the old folder is still there");
    });
    step("deletes a folder", () -> {
      files.delete(new Path(root + "moved"), true);
      same(files.exists(new Path(root + "moved")), false, "whether it is there");
    });
    System.exit(0);
  }
}
