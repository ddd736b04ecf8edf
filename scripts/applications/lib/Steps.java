import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Steps of a job: each prints one line, which steps.js reads. */
public class Steps {
  interface Action {
    void run() throws Exception;
  }

  static class Wrong extends Exception {
    Wrong(String what) {
      super(what);
    }
  }

  static void step(String name, Action action) {
    try {
      action.run();
      System.out.println("ok " + name);
    } catch (Wrong error) {
      stop("wrong", name, error.getMessage());
    } catch (Throwable error) {
      stop("error", name, error.toString());
    }
  }

  static void stop(String ended, String name, String why) {
    System.out.println(ended + " " + name + ": " + why.replaceAll("\\s+", " "));
    System.out.flush();
    Runtime.getRuntime().halt(1);
  }

  /** Bytes that look random and are the same in each run. */
  static byte[] sample(String seed, int length) throws Exception {
    byte[] bytes = new byte[length];
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int start = 0; start < length; start += 32) {
      byte[] block = digest.digest((seed + start).getBytes(StandardCharsets.UTF_8));
      System.arraycopy(block, 0, bytes, start, Math.min(32, length - start));
    }
    return bytes;
  }

  static void same(byte[] actual, byte[] expected, String what) throws Wrong {
    if (!Arrays.equals(actual, expected)) {
      throw new Wrong(what + ": " + actual.length + " bytes instead of " + expected.length);
    }
  }

  static void same(Object actual, Object expected, String what) throws Wrong {
    if (!actual.equals(expected)) {
      throw new Wrong(what + ": " + actual + " instead of " + expected);
    }
  }
}
