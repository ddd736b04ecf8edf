package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Which attributes differ, and how; empty where none does.
func differences(known, found state) string {
	if found == nil {
		return "it is gone"
	}
	var changes []string
	for name := range known {
		if before, now := show(known[name]), show(found[name]); before != now {
			changes = append(changes, fmt.Sprintf("%s was %s and is %s", name, before, now))
		}
	}
	for name := range found {
		if _, isKnown := known[name]; !isKnown {
			changes = append(changes, fmt.Sprintf("%s is new: %s", name, show(found[name])))
		}
	}
	slices.Sort(changes)
	return strings.Join(changes, ", ")
}

// Demands that a resource was read back as it was asked for.
func wants(wanted, found state) error {
	for name := range wanted {
		if asked, now := show(wanted[name]), show(found[name]); asked != now {
			return fmt.Errorf("%s was asked to be %s and is %s", name, asked, now)
		}
	}
	return nil
}

func show(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
