package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

func (p *provider) object() resource {
	key := aws.String("config/app settings.json")
	read := func() (state, error) {
		got, err := p.client.HeadObject(p.ctx, &s3.HeadObjectInput{Bucket: p.bucket, Key: key})
		if codeOf(err) == "NotFound" {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		tags, err := p.client.GetObjectTagging(p.ctx, &s3.GetObjectTaggingInput{Bucket: p.bucket, Key: key})
		if err != nil {
			return nil, err
		}
		found := state{
			"content_type": got.ContentType, "cache_control": got.CacheControl, "metadata": got.Metadata,
			"storage_class": got.StorageClass, "encryption": got.ServerSideEncryption, "kms_key": got.SSEKMSKeyId,
			"bucket_key": got.BucketKeyEnabled, "etag": got.ETag, "tags": tags.TagSet,
			"has_version": aws.ToString(got.VersionId) != "" && *got.VersionId != "null", "version": got.VersionId,
		}
		return found, wants(state{
			"content_type": "application/json", "cache_control": "no-cache", "metadata": map[string]string{"owner": "team"},
			// STANDARD is not said.
			"storage_class": "", "encryption": types.ServerSideEncryptionAwsKms,
			"kms_key": encryptionRules[0].ApplyServerSideEncryptionByDefault.KMSMasterKeyID, "bucket_key": true,
			"tags": []types.Tag{{Key: aws.String("team"), Value: aws.String("a b")}}, "has_version": true,
		}, found)
	}
	return resource{
		name: "aws_s3_object",
		create: func() error {
			_, err := p.client.PutObject(p.ctx, &s3.PutObjectInput{
				Bucket: p.bucket, Key: key, Body: strings.NewReader(`{"debug":false}`),
				ContentType: aws.String("application/json"), CacheControl: aws.String("no-cache"),
				Metadata: map[string]string{"owner": "team"}, Tagging: aws.String("team=a+b"),
			})
			return err
		},
		read: read,
		delete: func() error {
			return errors.Join(p.deleteVersions(key), mustBeGone(read))
		},
	}
}

// Deletes every version of a key, and then what delete markers it has.
func (p *provider) deleteVersions(key *string) error {
	for _, idsOf := range []func(*s3.ListObjectVersionsOutput) []*string{
		func(page *s3.ListObjectVersionsOutput) (ids []*string) {
			for _, version := range page.Versions {
				ids = append(ids, version.VersionId)
			}
			return ids
		},
		func(page *s3.ListObjectVersionsOutput) (ids []*string) {
			for _, marker := range page.DeleteMarkers {
				ids = append(ids, marker.VersionId)
			}
			return ids
		},
	} {
		pages := s3.NewListObjectVersionsPaginator(p.client, &s3.ListObjectVersionsInput{Bucket: p.bucket, Prefix: key})
		for pages.HasMorePages() {
			page, err := pages.NextPage(p.ctx)
			if err != nil {
				return err
			}
			for _, id := range idsOf(page) {
				input := &s3.DeleteObjectInput{Bucket: p.bucket, Key: key, VersionId: id}
				if _, err := p.client.DeleteObject(p.ctx, input); err != nil {
					return fmt.Errorf("version %s: %w", aws.ToString(id), err)
				}
			}
		}
	}
	return nil
}

var queue = types.QueueConfiguration{
	Id: aws.String("uploads"), QueueArn: aws.String("arn:aws:sqs:us-east-1:123456789012:uploads"),
	Events: []types.Event{types.EventS3ObjectCreated, types.EventS3ObjectRemovedDelete},
	Filter: &types.NotificationConfigurationFilter{Key: &types.S3KeyFilter{FilterRules: []types.FilterRule{
		{Name: types.FilterRuleNamePrefix, Value: aws.String("in/")},
		{Name: types.FilterRuleNameSuffix, Value: aws.String(".csv")},
	}}},
}

func (p *provider) notification() resource {
	put := func(configuration *types.NotificationConfiguration) error {
		input := &s3.PutBucketNotificationConfigurationInput{Bucket: p.bucket, NotificationConfiguration: configuration}
		_, err := p.client.PutBucketNotificationConfiguration(p.ctx, input)
		return err
	}
	get := func() (state, error) {
		input := &s3.GetBucketNotificationConfigurationInput{Bucket: p.bucket}
		got, err := p.client.GetBucketNotificationConfiguration(p.ctx, input)
		if err != nil {
			return nil, err
		}
		found := state{
			"eventbridge": got.EventBridgeConfiguration != nil, "topics": len(got.TopicConfigurations),
			"functions": len(got.LambdaFunctionConfigurations),
		}
		for _, one := range got.QueueConfigurations {
			filter := map[string]string{}
			if one.Filter != nil && one.Filter.Key != nil {
				for _, rule := range one.Filter.Key.FilterRules {
					filter[strings.ToLower(string(rule.Name))] = aws.ToString(rule.Value)
				}
			}
			found["queue "+aws.ToString(one.Id)] = []any{one.QueueArn, one.Events, filter}
		}
		return found, nil
	}
	return resource{
		name: "aws_s3_bucket_notification",
		create: func() error {
			return put(&types.NotificationConfiguration{QueueConfigurations: []types.QueueConfiguration{queue}})
		},
		read: func() (state, error) {
			found, err := get()
			if err != nil {
				return nil, err
			}
			filter := map[string]string{"prefix": "in/", "suffix": ".csv"}
			return found, wants(state{
				"eventbridge": false, "topics": 0, "functions": 0, "queue uploads": []any{queue.QueueArn, queue.Events, filter},
			}, found)
		},
		// A configuration without anything takes it away.
		delete: func() error {
			if err := put(&types.NotificationConfiguration{}); err != nil {
				return err
			}
			found, err := get()
			return errors.Join(err, wants(state{"queue uploads": nil}, found))
		},
	}
}
