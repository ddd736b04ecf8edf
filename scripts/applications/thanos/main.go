// The job of objstore, the library by which Thanos, Mimir and Cortex keep blocks. It prints a line for each step, which
// ../lib/steps.js reads.
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/go-kit/log"
	"github.com/thanos-io/objstore"
	"github.com/thanos-io/objstore/providers/s3"

	"s3tester/scripts/applications/lib/steps"
)

var ctx = context.Background()

// Bytes that look random and are the same in each run.
func sample(seed string, length int) []byte {
	var all []byte
	for number := 0; len(all) < length; number++ {
		block := sha256.Sum256(fmt.Appendf(nil, "%s%d", seed, number))
		all = append(all, block[:]...)
	}
	return all[:length]
}

func same(found, wanted []byte, what string) error {
	if !bytes.Equal(found, wanted) {
		return steps.Wrong{What: fmt.Sprintf("%s: %d bytes instead of %d", what, len(found), len(wanted))}
	}
	return nil
}

func drain(body io.ReadCloser, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer body.Close()
	return io.ReadAll(body)
}

func list(bucket objstore.Bucket, folder string, options ...objstore.IterOption) ([]string, error) {
	var found []string
	err := bucket.Iter(ctx, folder, func(name string) error {
		found = append(found, name)
		return nil
	}, options...)
	slices.Sort(found)
	return found, err
}

func main() {
	settings := fmt.Sprintf(
		"bucket: %s\nendpoint: %s\nregion: us-east-1\ninsecure: true\naccess_key: %s\nsecret_key: %s\npart_size: 5242880\nmax_retries: 2\n",
		os.Getenv("JOB_BUCKET"), strings.TrimPrefix(os.Getenv("AWS_ENDPOINT_URL"), "http://"),
		os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"))
	bucket, err := s3.NewBucket(log.NewNopLogger(), []byte(settings), "job", nil)
	if err != nil {
		panic(err)
	}
	small, large := sample("small", 10_000), sample("large", 12_000_000)

	steps.Do("uploads a file", func() error {
		return bucket.Upload(ctx, "block/meta.json", bytes.NewReader(small))
	})
	steps.Do("uploads a file in parts", func() error {
		return bucket.Upload(ctx, "block/chunks/000001", bytes.NewReader(large))
	})
	steps.Do("reads them", func() error {
		found, err := drain(bucket.Get(ctx, "block/chunks/000001"))
		if err != nil {
			return err
		}
		if err := same(found, large, "the file"); err != nil {
			return err
		}
		found, err = drain(bucket.GetRange(ctx, "block/chunks/000001", 10_000_000, 100))
		if err != nil {
			return err
		}
		return same(found, large[10_000_000:10_000_100], "the range")
	})
	steps.Do("knows sizes, and what is missing", func() error {
		attributes, err := bucket.Attributes(ctx, "block/chunks/000001")
		if err != nil {
			return err
		}
		if attributes.Size != int64(len(large)) {
			return steps.Wrong{What: fmt.Sprintf("the size is %d", attributes.Size)}
		}
		isThere, err := bucket.Exists(ctx, "block/deletion-mark.json")
		if err != nil {
			return err
		}
		if isThere {
			return steps.Wrong{What: "a mark that is not there is found"}
		}
		return nil
	})
	steps.Do("lists a block and all files", func() error {
		found, err := list(bucket, "block")
		if err != nil {
			return err
		}
		if !slices.Equal(found, []string{"block/chunks/", "block/meta.json"}) {
			return steps.Wrong{What: fmt.Sprintf("the block has %v", found)}
		}
		found, err = list(bucket, "block", objstore.WithRecursiveIter())
		if err != nil {
			return err
		}
		if !slices.Equal(found, []string{"block/chunks/000001", "block/meta.json"}) {
			return steps.Wrong{What: fmt.Sprintf("the files are %v", found)}
		}
		return nil
	})
	steps.Do("lists more than a page", func() error {
		found, err := list(bucket, "many")
		if err == nil && len(found) != 1100 {
			return steps.Wrong{What: fmt.Sprintf("%d files instead of 1100", len(found))}
		}
		return err
	})
	steps.Do("deletes a block", func() error {
		for _, name := range []string{"block/meta.json", "block/chunks/000001"} {
			if err := bucket.Delete(ctx, name); err != nil {
				return err
			}
		}
		found, err := list(bucket, "block", objstore.WithRecursiveIter())
		if err == nil && len(found) > 0 {
			return steps.Wrong{What: fmt.Sprintf("%v are left", found)}
		}
		return err
	})
}
