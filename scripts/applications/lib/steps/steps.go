// Package steps prints a line for each step of a job, which ../steps.js reads.
package steps

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// Wrong is what an application does not notice itself.
type Wrong struct{ What string }

func (w Wrong) Error() string { return w.What }

// Do does one step; the first that does not succeed ends the program.
func Do(name string, action func() error) {
	err := action()
	if err == nil {
		fmt.Println("ok " + name)
		return
	}
	ended := "error"
	var unnoticed Wrong
	if errors.As(err, &unnoticed) {
		ended = "wrong"
	}
	fmt.Printf("%s %s: %s\n", ended, name, strings.Join(strings.Fields(err.Error()), " "))
	os.Exit(1)
}
