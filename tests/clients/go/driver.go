// Performs calls with the Go SDK: {endpoint, calls} comes as JSON on stdin, one outcome for each call leaves on stdout.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/awserr"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/connect"
)

type call struct {
	Operation  string            `json:"operation"`
	Instance   string            `json:"instance"`
	Contact    string            `json:"contact"`
	Attributes map[string]string `json:"attributes"`
}

type script struct {
	Endpoint string `json:"endpoint"`
	Calls    []call `json:"calls"`
}

type outcome struct {
	Attributes map[string]string `json:"attributes,omitempty"`
	Code       string            `json:"code,omitempty"`
	Type       string            `json:"type,omitempty"`
	Status     int               `json:"status,omitempty"`
	Message    string            `json:"message,omitempty"`
}

func update(client *connect.Connect, c call) (map[string]string, error) {
	_, err := client.UpdateContactAttributes(&connect.UpdateContactAttributesInput{
		InstanceId:       aws.String(c.Instance),
		InitialContactId: aws.String(c.Contact),
		Attributes:       aws.StringMap(c.Attributes),
	})
	return nil, err
}

func get(client *connect.Connect, c call) (map[string]string, error) {
	output, err := client.GetContactAttributes(&connect.GetContactAttributesInput{
		InstanceId:       aws.String(c.Instance),
		InitialContactId: aws.String(c.Contact),
	})
	if err != nil {
		return nil, err
	}
	return aws.StringValueMap(output.Attributes), nil
}

// perform answers what a user of the SDK sees; a failure that no server answered ends the program.
func perform(client *connect.Connect, c call) outcome {
	operation := map[string]func(*connect.Connect, call) (map[string]string, error){"update": update, "get": get}[c.Operation]
	attributes, err := operation(client, c)
	if err == nil {
		return outcome{Attributes: attributes}
	}
	failure, answered := err.(awserr.RequestFailure)
	if !answered || failure.StatusCode() == 0 {
		log.Fatal(err)
	}
	name := fmt.Sprintf("%T", err)
	return outcome{
		Code:    failure.Code(),
		Type:    name[strings.LastIndex(name, ".")+1:],
		Status:  failure.StatusCode(),
		Message: failure.Message(),
	}
}

// config also minds AWS_MAX_ATTEMPTS, a variable that this SDK does not know and the others do.
func config(endpoint string) *aws.Config {
	config := aws.NewConfig().WithEndpoint(endpoint)
	if attempts, err := strconv.Atoi(os.Getenv("AWS_MAX_ATTEMPTS")); err == nil {
		config.WithMaxRetries(attempts - 1)
	}
	return config
}

func main() {
	var input script
	if err := json.NewDecoder(os.Stdin).Decode(&input); err != nil {
		log.Fatal(err)
	}
	client := connect.New(session.Must(session.NewSession()), config(input.Endpoint))
	outcomes := make([]outcome, 0, len(input.Calls))
	for _, c := range input.Calls {
		outcomes = append(outcomes, perform(client, c))
	}
	if err := json.NewEncoder(os.Stdout).Encode(outcomes); err != nil {
		log.Fatal(err)
	}
}
