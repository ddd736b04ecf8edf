// Command calls makes the ten common calls by the AWS SDK for Go, version 2.
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

var (
	bucket = aws.String(os.Getenv("DIALECT_BUCKET"))
	small  = bytes.Repeat([]byte("s"), 1024)
	ctx    = context.Background()
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	loaded, err := config.LoadDefaultConfig(ctx)
	check(err)
	client := s3.NewFromConfig(loaded, func(options *s3.Options) {
		options.UsePathStyle = true
		options.RetryMaxAttempts = 1
	})
	_, err = client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: bucket, Key: aws.String("put"), Body: bytes.NewReader(small), Metadata: map[string]string{"owner": "me"},
	})
	check(err)
	_, err = client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: bucket, Key: aws.String("put")})
	check(err)
	read(client, "put")
	_, err = client.CopyObject(ctx, &s3.CopyObjectInput{
		Bucket: bucket, Key: aws.String("copy"), CopySource: aws.String(*bucket + "/put"),
	})
	check(err)
	pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{Bucket: bucket, MaxKeys: aws.Int32(1)})
	for pages.HasMorePages() {
		_, err = pages.NextPage(ctx)
		check(err)
	}
	uploadInParts(client)
	stream, err := os.Open(os.Getenv("DIALECT_LARGE_FILE"))
	check(err)
	_, err = client.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: aws.String("stream"), Body: stream})
	check(err)
	read(client, "stream")
	presign(s3.NewPresignClient(client))
	_, err = client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: bucket, Key: aws.String("copy")})
	check(err)
	var objects []types.ObjectIdentifier
	for _, key := range []string{"put", "parts", "stream", "presigned"} {
		objects = append(objects, types.ObjectIdentifier{Key: aws.String(key)})
	}
	_, err = client.DeleteObjects(ctx, &s3.DeleteObjectsInput{Bucket: bucket, Delete: &types.Delete{Objects: objects}})
	check(err)
}

func read(client *s3.Client, key string) {
	got, err := client.GetObject(ctx, &s3.GetObjectInput{Bucket: bucket, Key: &key})
	check(err)
	_, err = io.ReadAll(got.Body)
	check(err)
}

func uploadInParts(client *s3.Client) {
	key := aws.String("parts")
	upload, err := client.CreateMultipartUpload(ctx, &s3.CreateMultipartUploadInput{Bucket: bucket, Key: key})
	check(err)
	var parts []types.CompletedPart
	for index, body := range [][]byte{bytes.Repeat([]byte("p"), 5<<20), small} {
		number := aws.Int32(int32(index + 1))
		part, err := client.UploadPart(ctx, &s3.UploadPartInput{
			Bucket: bucket, Key: key, UploadId: upload.UploadId, PartNumber: number, Body: bytes.NewReader(body),
		})
		check(err)
		parts = append(parts, types.CompletedPart{PartNumber: number, ETag: part.ETag})
	}
	_, err = client.CompleteMultipartUpload(ctx, &s3.CompleteMultipartUploadInput{
		Bucket: bucket, Key: key, UploadId: upload.UploadId,
		MultipartUpload: &types.CompletedMultipartUpload{Parts: parts},
	})
	check(err)
}

func presign(client *s3.PresignClient) {
	key := aws.String("presigned")
	put, err := client.PresignPutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: key})
	check(err)
	send("PUT", put.URL, put.SignedHeader, small)
	get, err := client.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: bucket, Key: key})
	check(err)
	send("GET", get.URL, get.SignedHeader, nil)
}

func send(method, url string, header http.Header, body []byte) {
	request, err := http.NewRequest(method, url, bytes.NewReader(body))
	check(err)
	for name, values := range header {
		if name != "Host" && name != "Content-Length" {
			request.Header[name] = values
		}
	}
	response, err := http.DefaultClient.Do(request)
	check(err)
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		check(fmt.Errorf("%s: %s", method, response.Status))
	}
}
