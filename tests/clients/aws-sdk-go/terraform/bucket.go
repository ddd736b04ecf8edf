package main

import (
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

var bucketTags = []types.Tag{{Key: aws.String("environment"), Value: aws.String("test")}}

func (p *provider) bucketResource() resource {
	return resource{
		name: "aws_s3_bucket",
		create: func() error {
			if _, err := p.client.CreateBucket(p.ctx, &s3.CreateBucketInput{Bucket: p.bucket}); err != nil {
				return err
			}
			_, err := p.client.GetBucketTagging(p.ctx, &s3.GetBucketTaggingInput{Bucket: p.bucket})
			if codeOf(err) != "NoSuchTagSet" {
				return fmt.Errorf("a new bucket has tags: %v", err)
			}
			_, err = p.client.PutBucketTagging(p.ctx, &s3.PutBucketTaggingInput{
				Bucket: p.bucket, Tagging: &types.Tagging{TagSet: bucketTags},
			})
			return err
		},
		read: func() (state, error) {
			found, err := p.readBucket()
			if err != nil || found == nil {
				return nil, err
			}
			// Attributes that the other resources own do not count as this one's.
			own := state{}
			for _, name := range []string{
				"region", "policy", "acl", "website", "acceleration", "payer", "logging", "replication", "object_lock", "tags",
			} {
				own[name] = found[name]
			}
			return own, wants(state{
				"region": "us-east-1", "policy": "", "acl": []types.Permission{types.PermissionFullControl},
				"website": false, "acceleration": "", "payer": types.PayerBucketOwner, "logging": false,
				"replication": false, "object_lock": false, "tags": bucketTags,
			}, own)
		},
		delete: func() error {
			if _, err := p.client.DeleteBucket(p.ctx, &s3.DeleteBucketInput{Bucket: p.bucket}); err != nil {
				return err
			}
			if found, err := p.readBucket(); err != nil || found != nil {
				return fmt.Errorf("it is still there: %v, %v", found, err)
			}
			return nil
		},
	}
}

// Reads all that the provider reads of a bucket, in its order; nil where the bucket is gone.
func (p *provider) readBucket() (state, error) {
	head, err := p.client.HeadBucket(p.ctx, &s3.HeadBucketInput{Bucket: p.bucket})
	if code := codeOf(err); code == "NotFound" || code == "NoSuchBucket" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	found := state{"region": aws.ToString(head.BucketRegion)}
	for _, one := range p.bucketReadings() {
		value, err := one.read()
		// Each has a code of its own that says: not set.
		if err != nil && codeOf(err) != one.absent {
			return nil, fmt.Errorf("%s: %w", one.name, err)
		}
		found[one.name] = value
	}
	return found, nil
}

type reading struct {
	name string
	// The code that says that there is none; empty where there always is one.
	absent string
	read   func() (any, error)
}

func (p *provider) bucketReadings() []reading {
	return []reading{
		{"policy", "NoSuchBucketPolicy", func() (any, error) {
			got, err := p.client.GetBucketPolicy(p.ctx, &s3.GetBucketPolicyInput{Bucket: p.bucket})
			return with(got, err, "", func() any { return aws.ToString(got.Policy) })
		}},
		{"acl", "", func() (any, error) {
			got, err := p.client.GetBucketAcl(p.ctx, &s3.GetBucketAclInput{Bucket: p.bucket})
			return with(got, err, nil, func() any {
				var permissions []types.Permission
				for _, grant := range got.Grants {
					permissions = append(permissions, grant.Permission)
				}
				return permissions
			})
		}},
		{"cors", "NoSuchCORSConfiguration", func() (any, error) {
			got, err := p.client.GetBucketCors(p.ctx, &s3.GetBucketCorsInput{Bucket: p.bucket})
			return with(got, err, nil, func() any { return got.CORSRules })
		}},
		{"website", "NoSuchWebsiteConfiguration", func() (any, error) {
			got, err := p.client.GetBucketWebsite(p.ctx, &s3.GetBucketWebsiteInput{Bucket: p.bucket})
			return with(got, err, false, func() any { return true })
		}},
		{"versioning", "", func() (any, error) {
			got, err := p.client.GetBucketVersioning(p.ctx, &s3.GetBucketVersioningInput{Bucket: p.bucket})
			return with(got, err, nil, func() any { return got.Status })
		}},
		{"acceleration", "", func() (any, error) {
			input := &s3.GetBucketAccelerateConfigurationInput{Bucket: p.bucket}
			got, err := p.client.GetBucketAccelerateConfiguration(p.ctx, input)
			return with(got, err, nil, func() any { return got.Status })
		}},
		{"payer", "", func() (any, error) {
			got, err := p.client.GetBucketRequestPayment(p.ctx, &s3.GetBucketRequestPaymentInput{Bucket: p.bucket})
			return with(got, err, nil, func() any { return got.Payer })
		}},
		{"logging", "", func() (any, error) {
			got, err := p.client.GetBucketLogging(p.ctx, &s3.GetBucketLoggingInput{Bucket: p.bucket})
			return with(got, err, nil, func() any { return got.LoggingEnabled != nil })
		}},
		{"lifecycle", "NoSuchLifecycleConfiguration", func() (any, error) {
			input := &s3.GetBucketLifecycleConfigurationInput{Bucket: p.bucket}
			got, err := p.client.GetBucketLifecycleConfiguration(p.ctx, input)
			return with(got, err, nil, func() any { return got.Rules })
		}},
		{"replication", "ReplicationConfigurationNotFoundError", func() (any, error) {
			got, err := p.client.GetBucketReplication(p.ctx, &s3.GetBucketReplicationInput{Bucket: p.bucket})
			return with(got, err, false, func() any { return true })
		}},
		{"encryption", "ServerSideEncryptionConfigurationNotFoundError", func() (any, error) {
			got, err := p.client.GetBucketEncryption(p.ctx, &s3.GetBucketEncryptionInput{Bucket: p.bucket})
			return with(got, err, nil, func() any { return got.ServerSideEncryptionConfiguration.Rules })
		}},
		{"object_lock", "ObjectLockConfigurationNotFoundError", func() (any, error) {
			got, err := p.client.GetObjectLockConfiguration(p.ctx, &s3.GetObjectLockConfigurationInput{Bucket: p.bucket})
			return with(got, err, false, func() any { return true })
		}},
		{"tags", "NoSuchTagSet", func() (any, error) {
			got, err := p.client.GetBucketTagging(p.ctx, &s3.GetBucketTaggingInput{Bucket: p.bucket})
			return with(got, err, nil, func() any { return got.TagSet })
		}},
	}
}

// The attribute of a response, or what stands for it where there is none.
func with[Output any](got *Output, err error, absent any, value func() any) (any, error) {
	if err != nil {
		return absent, err
	}
	if got == nil {
		return nil, errors.New("the response is empty")
	}
	return value(), nil
}
