// Command terraform makes the calls that Terraform's AWS provider makes, in its order: what `apply` does for a bucket with
// versioning, lifecycle, CORS, encryption, an object and a notification, what `plan` reads of each and holds against what
// was asked for, and what `destroy` does. It prints one line per check: `ok NAME`, or `not ok NAME: WHY`.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"s3tester/tests/clients/aws-sdk-go/internal/checks"
)

// A resource as the provider has it. What read finds is nil where the resource is not there any more.
type resource struct {
	name   string
	create func() error
	read   func() (state, error)
	delete func() error
}

// What is known of a resource, by the name of the attribute.
type state map[string]any

type provider struct {
	ctx    context.Context
	client *s3.Client
	bucket *string
	states map[string]state
}

func main() {
	ctx := context.Background()
	bucket := os.Getenv("CHECK_BUCKET")
	p := &provider{ctx: ctx, client: checks.NewClient(ctx), bucket: &bucket, states: map[string]state{}}
	var report checks.Report
	resources := []resource{
		p.bucketResource(), p.versioning(), p.lifecycle(), p.cors(), p.encryption(), p.object(), p.notification(),
	}
	for _, one := range resources {
		report.Run("apply makes "+one.name, func() error { return p.apply(one) })
	}
	report.Run("plan is clean", func() error { return p.plan(resources) })
	report.Run("plan sees what was removed meanwhile", func() error { return p.drift(resources) })
	for index := range resources {
		one := resources[len(resources)-1-index]
		report.Run("destroy removes "+one.name, one.delete)
	}
	report.Exit()
}

func (p *provider) apply(one resource) error {
	if err := one.create(); err != nil {
		return err
	}
	found, err := one.read()
	if err == nil && found == nil {
		err = errors.New("it is not there")
	}
	p.states[one.name] = found
	return err
}

// Reads every resource anew; a difference to what is known would be a change that `plan` proposes.
func (p *provider) plan(resources []resource) error {
	var changes []string
	for _, one := range resources {
		found, err := one.read()
		if err != nil {
			return fmt.Errorf("%s: %w", one.name, err)
		}
		if changed := differences(p.states[one.name], found); changed != "" {
			changes = append(changes, one.name+": "+changed)
		}
	}
	if len(changes) > 0 {
		return errors.New(strings.Join(changes, "; "))
	}
	return nil
}

// What somebody removes by other means must be missed, and made again by the next apply.
func (p *provider) drift(resources []resource) error {
	for _, one := range resources {
		if one.name != "aws_s3_bucket_lifecycle_configuration" && one.name != "aws_s3_object" {
			continue
		}
		if err := one.delete(); err != nil {
			return err
		}
		found, err := one.read()
		if err != nil || found != nil {
			return fmt.Errorf("%s: found %v, %v", one.name, found, err)
		}
		if err := p.apply(one); err != nil {
			return err
		}
	}
	return p.plan(resources)
}

// The code of an error document, or what the SDK makes of a response without one.
func codeOf(err error) string {
	var refused smithy.APIError
	if errors.As(err, &refused) {
		return refused.ErrorCode()
	}
	return ""
}
