// The S3 backend of OpenTofu 1.10 and later with use_lockfile, by its calls: the same operations with the same parameters, in
// the same order, by the SDK that it uses. It prints a line for each step, which ../lib/steps.js reads. With the word `race`
// many runs want the lock at once.
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"s3tester/scripts/applications/lib/steps"
)

const stateKey = "env:/prod/terraform.tfstate"
const lockKey = stateKey + ".tflock"

var client *s3.Client
var bucket = aws.String(os.Getenv("JOB_BUCKET"))
var ctx = context.Background()

func read(key string) (string, error) {
	output, err := client.GetObject(ctx, &s3.GetObjectInput{Bucket: bucket, Key: aws.String(key)})
	if err != nil {
		return "", err
	}
	defer output.Body.Close()
	body, err := io.ReadAll(output.Body)
	return string(body), err
}

// readState gives the state, or an empty text where there is none.
func readState() (string, error) {
	_, err := client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: bucket, Key: aws.String(stateKey)})
	var missing *types.NotFound
	if errors.As(err, &missing) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return read(stateKey)
}

func writeState(state string) error {
	sum := sha256.Sum256([]byte(state))
	_, err := client.PutObject(ctx, &s3.PutObjectInput{
		Bucket:            bucket,
		Key:               aws.String(stateKey),
		Body:              bytes.NewReader([]byte(state)),
		ContentType:       aws.String("application/json"),
		ContentLength:     aws.Int64(int64(len(state))),
		ChecksumAlgorithm: types.ChecksumAlgorithmSha256,
		ChecksumSHA256:    aws.String(base64.StdEncoding.EncodeToString(sum[:])),
	})
	return err
}

// lock takes the lock, or says whose it is.
func lock(who string) (holder string, err error) {
	_, err = client.PutObject(ctx, &s3.PutObjectInput{
		Bucket:        bucket,
		Key:           aws.String(lockKey),
		Body:          bytes.NewReader([]byte(who)),
		ContentType:   aws.String("application/json"),
		ContentLength: aws.Int64(int64(len(who))),
		IfNoneMatch:   aws.String("*"),
	})
	if err == nil {
		return who, nil
	}
	holder, readErr := read(lockKey)
	return holder, errors.Join(err, readErr)
}

var errOther = errors.New("the lock is held by another run")

func unlock(who string) error {
	holder, err := read(lockKey)
	if err != nil {
		return err
	}
	if holder != who {
		return fmt.Errorf("%w: %s", errOther, holder)
	}
	_, err = client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: bucket, Key: aws.String(lockKey)})
	return err
}

const racers = 16
const raceTime = 20 * time.Second

type failed struct{ err error }

// race has many runs that wait for the lock, hold it and give it back, as runs with -lock-timeout do; no two may hold it at once.
func race() error {
	var holders, held atomic.Int32
	var failure atomic.Value
	var all sync.WaitGroup
	for racer := range racers {
		all.Add(1)
		go func() {
			defer all.Done()
			for turn, until := 0, time.Now().Add(raceTime); time.Now().Before(until) && failure.Load() == nil; turn++ {
				who := fmt.Sprintf("run %d of racer %d", turn, racer)
				if _, err := lock(who); err != nil {
					continue
				}
				if count := holders.Add(1); count > 1 {
					failure.CompareAndSwap(nil, failed{steps.Wrong{What: fmt.Sprintf("%d runs hold the lock", count)}})
				}
				held.Add(1)
				holders.Add(-1)
				var gone *types.NoSuchKey
				if err := unlock(who); errors.Is(err, errOther) || errors.As(err, &gone) {
					failure.CompareAndSwap(nil, failed{steps.Wrong{What: "another run took the lock that one held"}})
				} else if err != nil {
					failure.CompareAndSwap(nil, failed{err})
				}
			}
		}()
	}
	all.Wait()
	if first, isFailed := failure.Load().(failed); isFailed {
		return first.err
	}
	if held.Load() == 0 {
		return errors.New("no run gets the lock")
	}
	return nil
}

func same(found, wanted, what string) error {
	if found != wanted {
		return steps.Wrong{What: fmt.Sprintf("%s: %q instead of %q", what, found, wanted)}
	}
	return nil
}

func main() {
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		panic(err)
	}
	client = s3.NewFromConfig(settings, func(options *s3.Options) {
		options.UsePathStyle = true
		options.RetryMaxAttempts = 2
	})
	if slices.Contains(os.Args, "race") {
		steps.Do("gives the lock to one run at a time", race)
		return
	}
	state := ""
	steps.Do("finds no state", func() error {
		found, err := readState()
		if err != nil {
			return err
		}
		return same(found, "", "the state")
	})
	steps.Do("takes the lock", func() error {
		_, err := lock("first run")
		return err
	})
	steps.Do("refuses the lock to a second run", func() error {
		holder, err := lock("second run")
		if err == nil {
			return steps.Wrong{What: "two runs hold the lock"}
		}
		if holder == "" {
			return err
		}
		return same(holder, "first run", "the holder of the lock")
	})
	steps.Do("writes the state and reads it", func() error {
		for serial := range 3 {
			state = fmt.Sprintf(`{"version":4,"serial":%d,"resources":[%q]}`, serial, strings.Repeat("r", 5000))
			if err := writeState(state); err != nil {
				return err
			}
			found, err := readState()
			if err != nil {
				return err
			}
			if err := same(found, state, "the state"); err != nil {
				return err
			}
		}
		return nil
	})
	steps.Do("gives the lock back", func() error { return unlock("first run") })
	steps.Do("takes the lock again", func() error {
		if _, err := lock("second run"); err != nil {
			return err
		}
		return unlock("second run")
	})
	steps.Do("lists workspaces", func() error {
		pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{
			Bucket: bucket, Prefix: aws.String("env:/"), MaxKeys: aws.Int32(1000),
		})
		found := []string{}
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			if err != nil {
				return err
			}
			for _, entry := range page.Contents {
				found = append(found, *entry.Key)
			}
		}
		return same(strings.Join(found, ", "), stateKey, "the keys")
	})
	steps.Do("deletes the state", func() error {
		_, err := client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: bucket, Key: aws.String(stateKey)})
		if err != nil {
			return err
		}
		found, err := readState()
		if err != nil {
			return err
		}
		return same(found, "", "the state")
	})
}
