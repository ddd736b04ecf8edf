// Puts and gets objects of 1 KB with minio-go, so many in flight: what s3tester is compared with.
// Usage: go-loop ENDPOINT put|get REQUESTS IN_FLIGHT
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

const objectSize = 1024

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(words []string) error {
	if len(words) != 4 {
		return fmt.Errorf("usage: go-loop ENDPOINT put|get REQUESTS IN_FLIGHT")
	}
	requests, err := strconv.ParseInt(words[2], 10, 64)
	if err != nil {
		return err
	}
	inFlight, err := strconv.Atoi(words[3])
	if err != nil {
		return err
	}
	client, err := minio.New(words[0], &minio.Options{
		Creds:     credentials.NewStaticV4("bench", "bench-secret", ""),
		Region:    "us-east-1",
		Transport: &http.Transport{MaxIdleConnsPerHost: inFlight, DisableCompression: true},
	})
	if err != nil {
		return err
	}
	send := put
	if words[1] == "get" {
		send = get
	}
	var next atomic.Int64
	var workers sync.WaitGroup
	failures := make(chan error, inFlight)
	for range inFlight {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for n := next.Add(1); n <= requests; n = next.Add(1) {
				if err := send(client, fmt.Sprintf("key-%d", n)); err != nil {
					failures <- err
					return
				}
			}
		}()
	}
	workers.Wait()
	close(failures)
	return <-failures
}

var object = make([]byte, objectSize)

func put(client *minio.Client, key string) error {
	_, err := client.PutObject(context.Background(), "bucket", key, bytes.NewReader(object), objectSize,
		minio.PutObjectOptions{})
	return err
}

func get(client *minio.Client, key string) error {
	found, err := client.GetObject(context.Background(), "bucket", key, minio.GetObjectOptions{})
	if err != nil {
		return err
	}
	defer found.Close()
	body, err := io.ReadAll(found)
	if err == nil && !bytes.Equal(body, object) {
		err = fmt.Errorf("%s: another body came", key)
	}
	return err
}
