// Package shared is what every program of the workspace says.
package shared

// Greeting names who greets.
func Greeting(name string) string { return "Hello from " + name + " of a workspace" }
