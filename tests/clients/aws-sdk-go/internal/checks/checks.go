// Package checks is what the programs of checks share: the client, and the lines that they print.
package checks

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// Report prints one line per check: `ok NAME`, or `not ok NAME: WHY`.
type Report struct {
	failed bool
}

// Run does a check; the next one runs whatever comes of it.
func (r *Report) Run(name string, check func() error) {
	if err := check(); err != nil {
		r.failed = true
		fmt.Printf("not ok %s: %s\n", name, strings.ReplaceAll(err.Error(), "\n", " "))
		return
	}
	fmt.Printf("ok %s\n", name)
}

// Exit ends the program, with 1 where a check failed.
func (r *Report) Exit() {
	if r.failed {
		os.Exit(1)
	}
	os.Exit(0)
}

// NewClient makes a client by the environment; the program ends where that is not possible.
func NewClient(ctx context.Context) *s3.Client {
	settings, err := config.LoadDefaultConfig(ctx, config.WithRetryMaxAttempts(1))
	if err != nil {
		Stop(err)
	}
	return s3.NewFromConfig(settings, func(o *s3.Options) { o.UsePathStyle = true })
}

// Stop ends a program that cannot begin.
func Stop(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}
