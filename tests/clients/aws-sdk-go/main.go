// Command checks shows what the AWS SDK for Go does with a server. It prints one line per check: `ok NAME`, or
// `not ok NAME: WHY`.
package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager"
	tmtypes "github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	"s3tester/tests/clients/aws-sdk-go/internal/checks"
)

const partSize = 6 << 20

type server struct {
	ctx    context.Context
	client *s3.Client
	bucket string
	large  []byte
}

func main() {
	ctx := context.Background()
	large, err := os.ReadFile(os.Getenv("CHECK_LARGE_FILE"))
	if err != nil {
		checks.Stop(err)
	}
	c := &server{ctx: ctx, client: checks.NewClient(ctx), bucket: os.Getenv("CHECK_BUCKET"), large: large}
	var report checks.Report
	report.Run("makes a bucket", c.makeBucket)
	report.Run("puts a stream with a trailing checksum and reads it back", c.putStream)
	report.Run("uploads in parts and downloads by ranges", c.transfer)
	report.Run("pages through a list", c.list)
	report.Run("presigns a download and an upload", c.presign)
	report.Run("gets typed errors", c.errors)
	report.Run("completes an upload with a full-object checksum", c.fullObjectChecksum)
	report.Run("removes everything", c.remove)
	report.Exit()
}

func (c *server) makeBucket() error {
	if _, err := c.client.CreateBucket(c.ctx, &s3.CreateBucketInput{Bucket: &c.bucket}); err != nil {
		return err
	}
	_, err := c.client.HeadBucket(c.ctx, &s3.HeadBucketInput{Bucket: &c.bucket})
	return err
}

func (c *server) putStream() error {
	text := []byte("a body that the SDK signs as it is, with its checksum")
	for _, algorithm := range []types.ChecksumAlgorithm{
		types.ChecksumAlgorithmCrc32, types.ChecksumAlgorithmCrc32c, types.ChecksumAlgorithmSha1,
		types.ChecksumAlgorithmSha256, types.ChecksumAlgorithmCrc64nvme,
	} {
		key := aws.String("checksum/" + string(algorithm) + " ü+.txt")
		put := &s3.PutObjectInput{
			Bucket: &c.bucket, Key: key, Body: bytes.NewReader(text), ChecksumAlgorithm: algorithm,
			Metadata: map[string]string{"owner": "me"},
		}
		if _, err := c.client.PutObject(c.ctx, put); err != nil {
			return fmt.Errorf("%s: %w", algorithm, err)
		}
		got, err := c.client.GetObject(c.ctx, &s3.GetObjectInput{
			Bucket: &c.bucket, Key: key, ChecksumMode: types.ChecksumModeEnabled,
		})
		if err != nil {
			return fmt.Errorf("%s: %w", algorithm, err)
		}
		body, err := io.ReadAll(got.Body)
		if err != nil {
			return fmt.Errorf("%s: %w", algorithm, err)
		}
		if !bytes.Equal(body, text) || got.Metadata["owner"] != "me" {
			return fmt.Errorf("%s: read %q with %v", algorithm, body, got.Metadata)
		}
	}
	return nil
}

func (c *server) transfer() error {
	transfers := transfermanager.New(c.client, func(o *transfermanager.Options) {
		o.PartSizeBytes = partSize
		o.MultipartUploadThreshold = partSize
		o.GetObjectType = tmtypes.GetObjectRanges
	})
	// A reader without Seek, so that every part goes through the transfer manager's own buffers.
	body := io.MultiReader(bytes.NewReader(c.large))
	upload := &transfermanager.UploadObjectInput{Bucket: &c.bucket, Key: aws.String("large.bin"), Body: body}
	if _, err := transfers.UploadObject(c.ctx, upload); err != nil {
		return err
	}
	got, err := transfers.GetObject(c.ctx, &transfermanager.GetObjectInput{Bucket: &c.bucket, Key: upload.Key})
	if err != nil {
		return err
	}
	back, err := io.ReadAll(got.Body)
	if err == nil && !bytes.Equal(back, c.large) {
		err = fmt.Errorf("%d bytes came back, and not the same", len(back))
	}
	return err
}

func (c *server) list() error {
	var want, got []string
	for number := range 7 {
		key := fmt.Sprintf("page/%02d", number)
		put := &s3.PutObjectInput{Bucket: &c.bucket, Key: &key, Body: strings.NewReader(key)}
		if _, err := c.client.PutObject(c.ctx, put); err != nil {
			return err
		}
		want = append(want, key)
	}
	pages := s3.NewListObjectsV2Paginator(c.client, &s3.ListObjectsV2Input{
		Bucket: &c.bucket, Prefix: aws.String("page/"), MaxKeys: aws.Int32(3),
	})
	count := 0
	for ; pages.HasMorePages(); count++ {
		page, err := pages.NextPage(c.ctx)
		if err != nil {
			return err
		}
		for _, object := range page.Contents {
			got = append(got, *object.Key)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || count != 3 {
		return fmt.Errorf("%d pages with %v", count, got)
	}
	return nil
}

func (c *server) presign() error {
	signer := s3.NewPresignClient(c.client)
	key := aws.String("signed/ä.txt")
	put, err := signer.PresignPutObject(c.ctx, &s3.PutObjectInput{Bucket: &c.bucket, Key: key})
	if err != nil {
		return err
	}
	if _, err := send(put.Method, put.URL, "signed by Go"); err != nil {
		return err
	}
	get, err := signer.PresignGetObject(c.ctx, &s3.GetObjectInput{Bucket: &c.bucket, Key: key})
	if err != nil {
		return err
	}
	text, err := send(get.Method, get.URL, "")
	if err == nil && text != "signed by Go" {
		err = fmt.Errorf("read %q", text)
	}
	return err
}

func (c *server) errors() error {
	_, err := c.client.GetObject(c.ctx, &s3.GetObjectInput{Bucket: &c.bucket, Key: aws.String("missing")})
	var noKey *types.NoSuchKey
	if !errors.As(err, &noKey) {
		return fmt.Errorf("for a missing key: %v", err)
	}
	_, err = c.client.PutObject(c.ctx, &s3.PutObjectInput{
		Bucket: &c.bucket, Key: aws.String("page/00"), Body: strings.NewReader("x"), IfNoneMatch: aws.String("*"),
	})
	var refused smithy.APIError
	if !errors.As(err, &refused) || refused.ErrorCode() != "PreconditionFailed" {
		return fmt.Errorf("for a key that is there: %v", err)
	}
	return nil
}

func (c *server) fullObjectChecksum() error {
	key := aws.String("full.bin")
	made, err := c.client.CreateMultipartUpload(c.ctx, &s3.CreateMultipartUploadInput{
		Bucket: &c.bucket, Key: key,
		ChecksumAlgorithm: types.ChecksumAlgorithmCrc32, ChecksumType: types.ChecksumTypeFullObject,
	})
	if err != nil {
		return err
	}
	var parts []types.CompletedPart
	for start := 0; start < len(c.large); start += partSize {
		number := aws.Int32(int32(len(parts) + 1))
		part, err := c.client.UploadPart(c.ctx, &s3.UploadPartInput{
			Bucket: &c.bucket, Key: key, UploadId: made.UploadId, PartNumber: number,
			Body:              bytes.NewReader(c.large[start:min(start+partSize, len(c.large))]),
			ChecksumAlgorithm: types.ChecksumAlgorithmCrc32,
		})
		if err != nil {
			return err
		}
		parts = append(parts, types.CompletedPart{
			ETag: part.ETag, PartNumber: number, ChecksumCRC32: part.ChecksumCRC32,
		})
	}
	done, err := c.client.CompleteMultipartUpload(c.ctx, &s3.CompleteMultipartUploadInput{
		Bucket: &c.bucket, Key: key, UploadId: made.UploadId, ChecksumType: types.ChecksumTypeFullObject,
		MultipartUpload: &types.CompletedMultipartUpload{Parts: parts},
	})
	if err != nil {
		return err
	}
	if want := crc32Of(c.large); aws.ToString(done.ChecksumCRC32) != want {
		return fmt.Errorf("checksum %q instead of %q", aws.ToString(done.ChecksumCRC32), want)
	}
	return nil
}

func (c *server) remove() error {
	listed, err := c.client.ListObjectsV2(c.ctx, &s3.ListObjectsV2Input{Bucket: &c.bucket})
	if err != nil {
		return err
	}
	var objects []types.ObjectIdentifier
	for _, object := range listed.Contents {
		objects = append(objects, types.ObjectIdentifier{Key: object.Key})
	}
	done, err := c.client.DeleteObjects(c.ctx, &s3.DeleteObjectsInput{
		Bucket: &c.bucket, Delete: &types.Delete{Objects: objects},
	})
	if err != nil {
		return err
	}
	if len(done.Deleted) != len(objects) {
		return fmt.Errorf("%d of %d objects deleted: %v", len(done.Deleted), len(objects), done.Errors)
	}
	_, err = c.client.DeleteBucket(c.ctx, &s3.DeleteBucketInput{Bucket: &c.bucket})
	return err
}

func send(method, url, body string) (string, error) {
	request, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answered %d: %s", method, response.StatusCode, text)
	}
	return string(text), err
}

func crc32Of(data []byte) string {
	return base64.StdEncoding.EncodeToString(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(data)))
}
