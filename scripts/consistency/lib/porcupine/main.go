// Says of histories of one register whether they are linearizable, by porcupine: an independent judge of our checker.
//
// Usage: porcupine SECONDS FILE, with the most seconds for one history. The file has one history a line, as JSON: a list of [call, return, asks, value, sets, optional], with -1 for a return that
// never came and for nothing set, asks 0 for anything, 1 for equal, 2 for different. For each it writes a line: ok, violated
// or undecided, and at the end of the run the processor time of the checks to stderr.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"time"

	"github.com/anishathalye/porcupine"
)

const (
	columnCall = iota
	columnReturn
	columnAsks
	columnValue
	columnSets
	columnOptional
	columns
)

const (
	asksAnything = iota
	asksEqual
)

const none = -1

type input struct {
	asks     int64
	value    int64
	sets     int64
	optional bool
}

// One of unknown outcome is called and never returns: it can stand at the end, where it changes nothing that is seen.
var register = porcupine.Model{
	Init: func() interface{} { return int64(0) },
	Step: func(state, asked, _ interface{}) (bool, interface{}) {
		operation := asked.(input)
		satisfied := operation.asks == asksAnything || (operation.asks == asksEqual) == (operation.value == state.(int64))
		switch {
		case !satisfied:
			return operation.optional, state
		case operation.sets == none:
			return true, state
		default:
			return true, operation.sets
		}
	},
}

func read(line []byte) ([]porcupine.Operation, error) {
	var rows [][columns]int64
	if err := json.Unmarshal(line, &rows); err != nil {
		return nil, err
	}
	end := int64(0)
	for _, row := range rows {
		end = max(end, row[columnCall]+1, row[columnReturn]+1)
	}
	operations := make([]porcupine.Operation, 0, len(rows))
	for index, row := range rows {
		returned := row[columnReturn]
		if returned == none {
			returned = end
		}
		operations = append(operations, porcupine.Operation{
			ClientId: index,
			Input:    input{row[columnAsks], row[columnValue], row[columnSets], row[columnOptional] == 1},
			Call:     row[columnCall],
			Return:   returned,
		})
	}
	return operations, nil
}

var words = map[porcupine.CheckResult]string{
	porcupine.Ok:      "ok",
	porcupine.Illegal: "violated",
	porcupine.Unknown: "undecided",
}

func run(limit time.Duration, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewReaderSize(file, 1<<20)
	spent := time.Duration(0)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) == 0 {
			fmt.Fprintf(os.Stderr, "%.3f\n", spent.Seconds())
			return nil
		}
		if err != nil {
			return err
		}
		operations, err := read(line)
		if err != nil {
			return err
		}
		before := processorTime()
		result := porcupine.CheckOperationsTimeout(register, operations, limit)
		spent += processorTime() - before
		fmt.Println(words[result])
	}
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func main() {
	seconds, err := strconv.Atoi(os.Args[1])
	if err == nil {
		err = run(time.Duration(seconds)*time.Second, os.Args[2])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
