// The planner's part of the description.
extension OpenAPI {
  private static let problems = #"""
    "400": {"$ref": "#/components/responses/Problem"}, "401": {"$ref": "#/components/responses/Problem"},
              "403": {"$ref": "#/components/responses/Problem"}, "404": {"$ref": "#/components/responses/Problem"},
              "408": {"$ref": "#/components/responses/Problem"}, "409": {"$ref": "#/components/responses/Problem"},
              "413": {"$ref": "#/components/responses/Problem"},
              "415": {"$ref": "#/components/responses/Problem"}, "422": {"$ref": "#/components/responses/Problem"},
              "429": {"$ref": "#/components/responses/Problem"}, "503": {"$ref": "#/components/responses/Problem"}
    """#

  private static func post(
    _ path: String, _ id: String, _ summary: String, status: String = "200", content: String
  ) -> String {
    #"""
    "\#(path)": {
          "post": {
            "operationId": "\#(id)", "summary": "\#(summary)", "security": [{"bearer": []}, {}],
            "requestBody": {
              "required": true,
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PlannerQuestion"}}}
            },
            "responses": {
              "\#(status)": {"description": "OK", "content": {\#(content)}},
              \#(problems)
            }
          }
        },
    """#
  }

  private static func json(_ schema: String) -> String {
    "\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/\(schema)\"}}"
  }

  static let plannerPaths =
    #"""
    "/v1/planner/scenarios": {
          "get": {
            "operationId": "plannerScenarios", "summary": "The scenarios that the planner's page can open.",
            "security": [{"bearer": []}, {}],
            "responses": {
              "200": {
                "description": "OK",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PlannerScenarios"}}}
              },
              "401": {"$ref": "#/components/responses/Problem"}, "403": {"$ref": "#/components/responses/Problem"},
              "404": {"$ref": "#/components/responses/Problem"}
            }
          }
        },
    """#
    + post(
      "/v1/planner/controls", "plannerControls", "What of a scenario can be changed, and its present values.",
      content: json("PlannerControls"))
    + post(
      "/v1/planner/picture", "plannerPicture",
      "A simulated day of a changed scenario, beside the saved one, with paired differences.",
      content: json("PlannerPicture"))
    + post("/v1/planner/trace", "plannerTrace", "A day event by event, for the replay.", content: json("PlannerTrace"))
    + post(
      "/v1/planner/file", "plannerFile", "The report, the figures by period, or the summary of a run, to be saved.",
      content: #"""
        "text/html": {"schema": {"type": "string"}}, "text/csv": {"schema": {"type": "string"}},
                "application/json": {"schema": {"type": "object"}}
        """#)
    + post(
      "/v1/planner/jobs", "startPlannerJob", "Start a search for staff or shifts that keep the promises.",
      status: "202", content: json("PlannerJob"))
    + job("get", "/v1/planner/jobs/{id}", "plannerJob", "How a search stands, and what it found.")
    + job(
      "post", "/v1/planner/jobs/{id}/cancel", "cancelPlannerJob", "Stop a search; of shifts the best so far is kept.")

  private static func job(_ method: String, _ path: String, _ id: String, _ summary: String) -> String {
    #"""
    "\#(path)": {
          "\#(method)": {
            "operationId": "\#(id)", "summary": "\#(summary)", "security": [{"bearer": []}, {}],
            "parameters": [
              {"name": "id", "in": "path", "required": true, "schema": {"$ref": "#/components/schemas/Name"}}
            ],
            "responses": {
              "200": {"description": "OK", "content": {\#(json("PlannerJob"))}},
              "400": {"$ref": "#/components/responses/Problem"}, "401": {"$ref": "#/components/responses/Problem"},
              "403": {"$ref": "#/components/responses/Problem"}, "404": {"$ref": "#/components/responses/Problem"}
            }
          }
        },
    """#
  }

  static let plannerSchemas = #"""
    "PlannerQuestion": {
            "type": "object",
            "properties": {
              "scenario": {
                "oneOf": [
                  {
                    "type": "object", "properties": {"file": {"enum": "@scenarios"}}, "required": ["file"],
                    "additionalProperties": false
                  },
                  {
                    "type": "object", "properties": {"text": {"type": "string"}, "name": {"type": ["string", "null"]}},
                    "required": ["text"], "additionalProperties": false
                  }
                ],
                "description": "A file of the folder, or a scenario as text; files that it names are looked for in the folder."
              },
              "overlays": {"type": ["array", "null"], "maxItems": 20, "items": {"type": "string"}},
              "changes": {
                "type": ["array", "null"],
                "description": "As in an overlay: set and one of to, multiply, add; between.",
                "items": {
                  "type": "object",
                  "properties": {
                    "set": {"type": "string"}, "to": {}, "multiply": {"type": "number", "minimum": 0},
                    "add": {"type": "number"}, "between": {"type": "string"}
                  },
                  "required": ["set"], "additionalProperties": false
                }
              },
              "replications": {"type": ["integer", "null"], "minimum": 1, "maximum": 2000},
              "replication": {
                "type": ["integer", "null"], "minimum": 0, "maximum": 10000, "description": "Which one is traced."
              },
              "contactType": {"type": ["string", "null"], "description": "Whose day is drawn."},
              "language": {"enum": ["en", "zh-Hans", null]},
              "kind": {"enum": ["staff", "schedule", null]},
              "aim": {"type": ["string", "null"], "description": "every-period, day or probability=0.9"},
              "timeLimit": {"type": ["number", "null"], "minimum": 1, "maximum": 600},
              "format": {"enum": ["report", "periods", "summary", null]},
              "tab": {"type": ["string", "null"], "description": "Who asks; a newer question ends the one before (409)."}
            },
            "required": ["scenario"], "additionalProperties": false
          },
          "PlannerScenarios": {
            "type": "object",
            "properties": {
              "version": {"type": "integer"},
              "scenarios": {
                "type": "array",
                "items": {"type": "object", "properties": {"file": {"type": "string"}}, "required": ["file"]}
              }
            },
            "required": ["version", "scenarios"]
          },
          "PlannerControls": {
            "type": "object",
            "properties": {
              "version": {"type": "integer"}, "name": {"type": "string"},
              "overlaysDefined": {"type": "array", "items": {"type": "string"}},
              "warnings": {"type": "array", "items": {"type": "string"}},
              "days": {"type": "integer"}, "periodSeconds": {"type": "integer"}, "seed": {"type": "integer"},
              "contactTypes": {"type": "array", "items": {"type": "object", "required": ["name", "channel"]}},
              "agentGroups": {"type": "array", "items": {"type": "object", "required": ["name", "skills", "shifts"]}},
              "hours": {"type": "array", "items": {"type": "object", "required": ["name", "spans"], "properties": {
                "spans": {
                  "type": "array",
                  "description": "Weekdays with the same hours, from first to last, Monday is 0; ranges in seconds after midnight.",
                  "items": {"type": "object", "required": ["first", "last", "ranges"]}
                }
              }}}
            },
            "required": ["version", "name", "overlaysDefined", "contactTypes", "agentGroups", "hours"]
          },
          "PlannerFigure": {
            "type": ["object", "null"],
            "properties": {"mean": {"type": ["number", "null"]}, "halfWidth": {"type": ["number", "null"]}},
            "required": ["mean", "halfWidth"]
          },
          "PlannerRun": {
            "type": ["object", "null"],
            "properties": {
              "contactTypes": {
                "type": "object",
                "additionalProperties": {
                  "type": "object",
                  "properties": {
                    "offered": {"$ref": "#/components/schemas/PlannerFigure"},
                    "compliance": {"$ref": "#/components/schemas/PlannerFigure"},
                    "deadlineCompliance": {"$ref": "#/components/schemas/PlannerFigure"},
                    "averageWait": {"$ref": "#/components/schemas/PlannerFigure"}
                  },
                  "required": ["offered", "compliance", "deadlineCompliance", "averageWait"]
                }
              },
              "agentGroups": {"type": "object"}, "cost": {"type": ["number", "null"]}
            },
            "required": ["contactTypes", "agentGroups", "cost"]
          },
          "PlannerPicture": {
            "type": "object",
            "properties": {
              "version": {"type": "integer"}, "scenario": {"type": "string"}, "seed": {"type": "integer"},
              "replications": {"type": "integer", "minimum": 1},
              "complete": {
                "type": "boolean", "description": "Whether as many replications were played as asked for."
              },
              "days": {"type": "integer"}, "periodSeconds": {"type": "integer"}, "contactType": {"type": "string"},
              "periods": {"type": "array", "items": {"type": "object", "required": ["day", "clock"]}},
              "changed": {"$ref": "#/components/schemas/PlannerRun"},
              "saved": {"$ref": "#/components/schemas/PlannerRun"},
              "difference": {"type": ["object", "null"]},
              "html": {"type": "object", "additionalProperties": {"type": "string"}},
              "seconds": {"type": "number", "minimum": 0}
            },
            "required": ["version", "replications", "complete", "changed", "saved", "difference", "html", "seconds"]
          },
          "PlannerTrace": {
            "type": "object",
            "properties": {
              "version": {"type": "integer"}, "scenario": {"type": "string"}, "replication": {"type": "integer"},
              "contactTypes": {"type": "array", "items": {"type": "object"}},
              "groups": {"type": "array", "items": {"type": "object", "required": ["name", "planned"]}},
              "kinds": {"type": "array", "items": {"type": "string"}},
              "events": {
                "type": "array", "items": {"type": "array", "items": {"type": "number"}, "minItems": 7, "maxItems": 7},
                "description": "Seconds since midnight of the first day, ticket, contact type, event, group, agent, waiting ahead; -1 is none."
              }
            },
            "required": ["version", "contactTypes", "groups", "kinds", "events"]
          },
          "PlannerJob": {
            "type": "object",
            "properties": {
              "version": {"type": "integer"}, "id": {"type": "string"}, "kind": {"enum": ["staff", "schedule"]},
              "state": {"enum": ["waiting", "running", "done", "failed", "cancelled"]},
              "steps": {"type": "integer", "minimum": 0, "description": "Replications, or schedules, played so far."},
              "cost": {"type": ["number", "null"]}, "bound": {"type": ["number", "null"]},
              "text": {"type": ["string", "null"]},
              "changes": {"type": ["array", "null"], "items": {"type": "object"}}
            },
            "required": ["version", "id", "kind", "state", "steps", "cost", "bound", "text", "changes"]
          },
    """#
}
