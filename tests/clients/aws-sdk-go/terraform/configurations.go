package main

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

func (p *provider) versioning() resource {
	set := func(status types.BucketVersioningStatus) error {
		_, err := p.client.PutBucketVersioning(p.ctx, &s3.PutBucketVersioningInput{
			Bucket: p.bucket, VersioningConfiguration: &types.VersioningConfiguration{Status: status},
		})
		return err
	}
	return resource{
		name:   "aws_s3_bucket_versioning",
		create: func() error { return set(types.BucketVersioningStatusEnabled) },
		read: func() (state, error) {
			got, err := p.client.GetBucketVersioning(p.ctx, &s3.GetBucketVersioningInput{Bucket: p.bucket})
			if err != nil {
				return nil, err
			}
			found := state{"status": got.Status, "mfa_delete": got.MFADelete}
			return found, wants(state{"status": types.BucketVersioningStatusEnabled, "mfa_delete": ""}, found)
		},
		// Versioning cannot be taken away.
		delete: func() error { return set(types.BucketVersioningStatusSuspended) },
	}
}

var lifecycleRules = []types.LifecycleRule{
	{
		ID: aws.String("logs"), Status: types.ExpirationStatusEnabled,
		Filter: &types.LifecycleRuleFilter{And: &types.LifecycleRuleAndOperator{
			Prefix: aws.String("logs/"),
			Tags:   []types.Tag{{Key: aws.String("kind"), Value: aws.String("log")}},
		}},
		Expiration: &types.LifecycleExpiration{Days: aws.Int32(90)},
		Transitions: []types.Transition{
			{Days: aws.Int32(30), StorageClass: types.TransitionStorageClassStandardIa},
			{Days: aws.Int32(60), StorageClass: types.TransitionStorageClassGlacier},
		},
	},
	{
		ID: aws.String("all"), Status: types.ExpirationStatusEnabled,
		Filter:                         &types.LifecycleRuleFilter{Prefix: aws.String("")},
		NoncurrentVersionExpiration:    &types.NoncurrentVersionExpiration{NoncurrentDays: aws.Int32(7)},
		AbortIncompleteMultipartUpload: &types.AbortIncompleteMultipartUpload{DaysAfterInitiation: aws.Int32(3)},
	},
}

func (p *provider) lifecycle() resource {
	const minimum = types.TransitionDefaultMinimumObjectSizeAllStorageClasses128k
	read := func() (state, error) {
		input := &s3.GetBucketLifecycleConfigurationInput{Bucket: p.bucket}
		got, err := p.client.GetBucketLifecycleConfiguration(p.ctx, input)
		if codeOf(err) == "NoSuchLifecycleConfiguration" {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		// The provider waits until the rules are deeply equal to what it sent, in any order of the rules.
		for _, rule := range lifecycleRules {
			if !containsRule(got.Rules, rule) {
				return nil, fmt.Errorf("the rule %s is read back as another: %s", *rule.ID, show(got.Rules))
			}
		}
		found := state{"rules": len(got.Rules), "minimum_size": got.TransitionDefaultMinimumObjectSize}
		return found, wants(state{"rules": len(lifecycleRules), "minimum_size": minimum}, found)
	}
	return resource{
		name: "aws_s3_bucket_lifecycle_configuration",
		create: func() error {
			_, err := p.client.PutBucketLifecycleConfiguration(p.ctx, &s3.PutBucketLifecycleConfigurationInput{
				Bucket: p.bucket, TransitionDefaultMinimumObjectSize: minimum,
				LifecycleConfiguration: &types.BucketLifecycleConfiguration{Rules: lifecycleRules},
			})
			return err
		},
		read: read,
		delete: func() error {
			_, err := p.client.DeleteBucketLifecycle(p.ctx, &s3.DeleteBucketLifecycleInput{Bucket: p.bucket})
			return errors.Join(err, mustBeGone(read))
		},
	}
}

func containsRule(rules []types.LifecycleRule, wanted types.LifecycleRule) bool {
	for _, rule := range rules {
		if reflect.DeepEqual(rule, wanted) {
			return true
		}
	}
	return false
}

var corsRules = []types.CORSRule{{
	ID:             aws.String("site"),
	AllowedHeaders: []string{"*"}, AllowedMethods: []string{"GET", "PUT"},
	AllowedOrigins: []string{"https://example.com", "https://*.example.org"},
	ExposeHeaders:  []string{"ETag"}, MaxAgeSeconds: aws.Int32(3000),
}}

func (p *provider) cors() resource {
	read := func() (state, error) {
		got, err := p.client.GetBucketCors(p.ctx, &s3.GetBucketCorsInput{Bucket: p.bucket})
		if codeOf(err) == "NoSuchCORSConfiguration" {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		found := state{"rules": got.CORSRules}
		return found, wants(state{"rules": corsRules}, found)
	}
	return resource{
		name: "aws_s3_bucket_cors_configuration",
		create: func() error {
			_, err := p.client.PutBucketCors(p.ctx, &s3.PutBucketCorsInput{
				Bucket: p.bucket, CORSConfiguration: &types.CORSConfiguration{CORSRules: corsRules},
			})
			return err
		},
		read: read,
		delete: func() error {
			_, err := p.client.DeleteBucketCors(p.ctx, &s3.DeleteBucketCorsInput{Bucket: p.bucket})
			return errors.Join(err, mustBeGone(read))
		},
	}
}

var encryptionRules = []types.ServerSideEncryptionRule{{
	ApplyServerSideEncryptionByDefault: &types.ServerSideEncryptionByDefault{
		SSEAlgorithm:   types.ServerSideEncryptionAwsKms,
		KMSMasterKeyID: aws.String("arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"),
	},
	BucketKeyEnabled: aws.Bool(true),
}}

func (p *provider) encryption() resource {
	read := func() (state, error) {
		got, err := p.client.GetBucketEncryption(p.ctx, &s3.GetBucketEncryptionInput{Bucket: p.bucket})
		if codeOf(err) == "ServerSideEncryptionConfigurationNotFoundError" {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		found := state{}
		for _, rule := range got.ServerSideEncryptionConfiguration.Rules {
			found["default"] = rule.ApplyServerSideEncryptionByDefault
			found["bucket_key_enabled"] = rule.BucketKeyEnabled
		}
		return found, nil
	}
	return resource{
		name: "aws_s3_bucket_server_side_encryption_configuration",
		create: func() error {
			_, err := p.client.PutBucketEncryption(p.ctx, &s3.PutBucketEncryptionInput{
				Bucket:                            p.bucket,
				ServerSideEncryptionConfiguration: &types.ServerSideEncryptionConfiguration{Rules: encryptionRules},
			})
			return err
		},
		read: func() (state, error) {
			found, err := read()
			if err != nil || found == nil {
				return nil, err
			}
			rule := encryptionRules[0]
			return found, wants(state{
				"default": rule.ApplyServerSideEncryptionByDefault, "bucket_key_enabled": rule.BucketKeyEnabled,
			}, found)
		},
		// The bucket goes back to what every bucket has.
		delete: func() error {
			if _, err := p.client.DeleteBucketEncryption(p.ctx, &s3.DeleteBucketEncryptionInput{Bucket: p.bucket}); err != nil {
				return err
			}
			found, err := read()
			return errors.Join(err, wants(state{
				"default": &types.ServerSideEncryptionByDefault{SSEAlgorithm: types.ServerSideEncryptionAes256},
			}, found))
		},
	}
}

func mustBeGone(read func() (state, error)) error {
	found, err := read()
	if err == nil && found != nil {
		err = fmt.Errorf("it is still there: %s", show(found))
	}
	return err
}
