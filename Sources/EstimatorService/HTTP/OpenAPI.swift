import Foundation
import Reporting

/// The description of the service, OpenAPI 3.1; served at `/openapi.json`.
enum OpenAPI {
  private static let template = #"""
    {
      "openapi": "3.1.0",
      "info": {
        "title": "Waitline", "version": "1",
        "description": "How long a queued customer still waits, from what the queue service reports. Times are in seconds. Without a token file no token is needed; with one, asking and reporting take different tokens.",
        "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"}
      },
      "paths": {
        "/v1/events": {
          "post": {
            "operationId": "reportEvents", "summary": "Report what happened; answered when it is on the disk.",
            "security": [{"bearer": []}, {}],
            "requestBody": {
              "required": true,
              "content": {
                "application/json": {
                  "schema": {
                    "type": "object",
                    "properties": {
                      "events": {"type": "array", "maxItems": 1000, "items": {"$ref": "#/components/schemas/Event"}}
                    },
                    "required": ["events"]
                  }
                }
              }
            },
            "responses": {
              "200": {
                "description": "What became of each event. Rejected ones are listed; all others are kept.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Outcome"}}}
              },
              "400": {"$ref": "#/components/responses/Problem"}, "401": {"$ref": "#/components/responses/Problem"},
              "403": {"$ref": "#/components/responses/Problem"}, "408": {"$ref": "#/components/responses/Problem"},
              "413": {"$ref": "#/components/responses/Problem"}, "415": {"$ref": "#/components/responses/Problem"},
              "503": {"$ref": "#/components/responses/Problem"}, "507": {"$ref": "#/components/responses/Problem"}
            }
          }
        },
        "/v1/queues/{type}/estimate": {
          "get": {
            "summary": "The wait at a place in a queue, of a waiting contact, or of one who arrives now.",
            "operationId": "estimate",
            "responses": {
              "200": {
                "description": "OK",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Estimate"}}}
              },
              "400": {"$ref": "#/components/responses/Problem"}, "401": {"$ref": "#/components/responses/Problem"},
              "403": {"$ref": "#/components/responses/Problem"}, "404": {"$ref": "#/components/responses/Problem"}
            },
            "security": [{"bearer": []}, {}],
            "parameters": [
              {
                "name": "type", "in": "path", "required": true, "schema": {"enum": "@contactTypes"},
                "description": "The contact type."
              },
              {
                "name": "position", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 10000},
                "description": "The place; 1 is next."
              },
              {
                "name": "contact", "in": "query", "schema": {"$ref": "#/components/schemas/Name"},
                "description": "A contact that waits; instead of position."
              }
            ]
          }
        },
        "/v1/queues/{type}/display": {
          "get": {
            "summary": "What is shown to a waiting contact, or to one who joins now: held steady.",
            "operationId": "display",
            "responses": {
              "200": {
                "description": "OK",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Display"}}}
              },
              "400": {"$ref": "#/components/responses/Problem"}, "401": {"$ref": "#/components/responses/Problem"},
              "403": {"$ref": "#/components/responses/Problem"}, "404": {"$ref": "#/components/responses/Problem"}
            },
            "security": [{"bearer": []}, {}],
            "parameters": [
              {"$ref": "#/components/parameters/Type"}, {"$ref": "#/components/parameters/Contact"}
            ]
          }
        },
        "/v1/queues/{type}/display/stream": {
          "get": {
            "summary": "The same as server-sent events: `display` when something changes; `end` when the contact waits no more.",
            "operationId": "displayStream",
            "responses": {
              "200": {"description": "The stream.", "content": {"text/event-stream": {"schema": {"type": "string"}}}},
              "400": {"$ref": "#/components/responses/Problem"}, "401": {"$ref": "#/components/responses/Problem"},
              "403": {"$ref": "#/components/responses/Problem"}, "404": {"$ref": "#/components/responses/Problem"},
              "503": {"$ref": "#/components/responses/Problem"}
            },
            "security": [{"bearer": []}, {}],
            "parameters": [
              {"$ref": "#/components/parameters/Type"}, {"$ref": "#/components/parameters/Contact"}
            ]
          }
        },
        "/display/{type}": {
          "get": {
            "summary": "A page with what is shown. A token for `display` may stand behind # in its address, as token=….",
            "operationId": "displayPage",
            "responses": {
              "200": {"description": "The page.", "content": {"text/html": {"schema": {"type": "string"}}}},
              "404": {"description": "No such queue.", "content": {"text/html": {"schema": {"type": "string"}}}}
            },
            "parameters": [
              {"$ref": "#/components/parameters/Type"}, {"$ref": "#/components/parameters/Language"},
              {
                "name": "contact", "in": "query", "schema": {"type": "string"},
                "description": "The contact that the page is for."
              }
            ]
          }
        },
        "/v1/estimates": {
          "post": {
            "operationId": "estimates", "summary": "The waits of many customers in a state that comes along.",
            "security": [{"bearer": []}, {}],
            "requestBody": {
              "required": true,
              "content": {
                "application/json": {
                  "schema": {
                    "type": "object",
                    "properties": {
                      "state": {"$ref": "#/components/schemas/State"},
                      "customers": {
                        "type": ["array", "null"], "maxItems": 1000,
                        "items": {
                          "type": "object",
                          "properties": {
                            "contactType": {"enum": "@contactTypes"},
                            "position": {"type": ["integer", "null"], "minimum": 1, "maximum": 10000}
                          },
                          "required": ["contactType"]
                        }
                      }
                    },
                    "required": ["state"], "additionalProperties": false
                  }
                }
              }
            },
            "responses": {
              "200": {
                "description": "OK",
                "content": {
                  "application/json": {
                    "schema": {
                      "type": "object",
                      "properties": {
                        "version": {"type": "integer", "minimum": 0},
                        "estimates": {"type": "array", "items": {"$ref": "#/components/schemas/Figures"}}
                      },
                      "required": ["version", "estimates"]
                    }
                  }
                }
              },
              "400": {"$ref": "#/components/responses/Problem"}, "401": {"$ref": "#/components/responses/Problem"},
              "403": {"$ref": "#/components/responses/Problem"}, "408": {"$ref": "#/components/responses/Problem"},
              "413": {"$ref": "#/components/responses/Problem"}, "415": {"$ref": "#/components/responses/Problem"}
            }
          }
        },
        "/v1/contacts/{id}/stream": {
          "get": {
            "summary": "Server-sent events of a waiting contact: `wait` when what is announced changes, then `end`.",
            "operationId": "stream",
            "responses": {
              "200": {"description": "The stream.", "content": {"text/event-stream": {"schema": {"type": "string"}}}},
              "400": {"$ref": "#/components/responses/Problem"}, "401": {"$ref": "#/components/responses/Problem"},
              "403": {"$ref": "#/components/responses/Problem"}, "404": {"$ref": "#/components/responses/Problem"},
              "503": {"$ref": "#/components/responses/Problem"}
            },
            "security": [{"bearer": []}, {}],
            "parameters": [
              {"name": "id", "in": "path", "required": true, "schema": {"$ref": "#/components/schemas/Name"}}
            ]
          }
        },
        "/v1/queues": {
          "get": {
            "summary": "Who waits and who is on duty.", "operationId": "queues",
            "responses": {
              "200": {
                "description": "OK",
                "content": {
                  "application/json": {
                    "schema": {
                      "type": "object",
                      "properties": {
                        "version": {"type": "integer", "minimum": 0},
                        "time": {"$ref": "#/components/schemas/Moment"},
                        "stateVersion": {"type": "integer", "minimum": 0}, "age": {"type": "number"},
                        "queues": {
                          "type": "array",
                          "items": {
                            "type": "object",
                            "properties": {
                              "contactType": {"type": "string"}, "channel": {"type": "string"},
                              "waiting": {"type": "integer", "minimum": 0},
                              "longestWait": {"type": ["number", "null"]}, "lastWait": {"type": ["number", "null"]},
                              "meanOfLast10": {"type": ["number", "null"]}
                            },
                            "required": [
                              "contactType", "channel", "waiting", "longestWait", "lastWait", "meanOfLast10"
                            ]
                          }
                        },
                        "groups": {
                          "type": "array",
                          "items": {
                            "type": "object",
                            "properties": {
                              "name": {"type": "string"}, "onDuty": {"type": "integer", "minimum": 0},
                              "busy": {"type": "integer", "minimum": 0},
                              "contactsInHand": {"type": "integer", "minimum": 0}
                            },
                            "required": ["name", "onDuty", "busy", "contactsInHand"]
                          }
                        }
                      },
                      "required": ["version", "time", "stateVersion", "age", "queues", "groups"]
                    }
                  }
                }
              },
              "401": {"$ref": "#/components/responses/Problem"}, "403": {"$ref": "#/components/responses/Problem"}
            },
            "security": [{"bearer": []}, {}]
          }
        },
        "/v1/compliance": {
          "get": {
            "summary": "Promises kept and how good the estimates were, over the last hour, day and 30 days.",
            "operationId": "compliance",
            "responses": {
              "200": {
                "description": "OK",
                "content": {
                  "application/json": {
                    "schema": {
                      "type": "object",
                      "properties": {
                        "version": {"type": "integer", "minimum": 0},
                        "time": {"$ref": "#/components/schemas/Moment"},
                        "contactTypes": {
                          "type": "array", "items": {"$ref": "#/components/schemas/Compliance"}
                        }
                      },
                      "required": ["version", "time", "contactTypes"]
                    }
                  }
                }
              },
              "401": {"$ref": "#/components/responses/Problem"}, "403": {"$ref": "#/components/responses/Problem"}
            },
            "security": [{"bearer": []}, {}]
          }
        },
        "/v1/queues/{type}/compliance": {
          "get": {
            "summary": "The same of one contact type, and how it went within each window.",
            "operationId": "typeCompliance",
            "responses": {
              "200": {
                "description": "OK",
                "content": {
                  "application/json": {
                    "schema": {
                      "allOf": [
                        {
                          "type": "object",
                          "properties": {
                            "version": {"type": "integer", "minimum": 0},
                            "time": {"$ref": "#/components/schemas/Moment"}
                          },
                          "required": ["version", "time"]
                        },
                        {"$ref": "#/components/schemas/Compliance"}
                      ]
                    }
                  }
                }
              },
              "401": {"$ref": "#/components/responses/Problem"}, "403": {"$ref": "#/components/responses/Problem"},
              "404": {"$ref": "#/components/responses/Problem"}
            },
            "security": [{"bearer": []}, {}],
            "parameters": [{"$ref": "#/components/parameters/Type"}]
          }
        },
        "/compliance": {
          "get": {
            "summary": "A page with the same figures. With a token file it wants a token for `read`.",
            "operationId": "compliancePage",
            "responses": {
              "200": {"description": "The page.", "content": {"text/html": {"schema": {"type": "string"}}}},
              "401": {"description": "Asks for a token.", "content": {"text/html": {"schema": {"type": "string"}}}},
              "403": {"description": "Asks for another.", "content": {"text/html": {"schema": {"type": "string"}}}}
            },
            "parameters": [{"$ref": "#/components/parameters/Language"}]
          }
        },
        "/health": {
          "get": {
            "summary": "Whether the process runs.", "operationId": "health",
            "responses": {
              "200": {
                "description": "OK",
                "content": {
                  "application/json": {
                    "schema": {
                      "type": "object", "properties": {"status": {"type": "string"}}, "required": ["status"]
                    }
                  }
                }
              }
            }
          }
        },
        "/ready": {
          "get": {
            "summary": "Whether events can be taken.", "operationId": "ready",
            "responses": {
              "200": {
                "description": "OK",
                "content": {
                  "application/json": {
                    "schema": {
                      "type": "object",
                      "properties": {
                        "status": {"type": "string"}, "durable": {"type": "boolean"},
                        "stateVersion": {"type": "integer", "minimum": 0}
                      },
                      "required": ["status", "durable", "stateVersion"]
                    }
                  }
                }
              },
              "503": {"$ref": "#/components/responses/Problem"}
            }
          }
        },
        "/metrics": {
          "get": {
            "summary": "Figures for Prometheus.", "operationId": "metrics",
            "responses": {
              "200": {"description": "Text format 0.0.4.", "content": {"text/plain": {"schema": {"type": "string"}}}},
              "401": {"$ref": "#/components/responses/Problem"}, "403": {"$ref": "#/components/responses/Problem"}
            },
            "security": [{"bearer": []}, {}]
          }
        },
        "/openapi.json": {
          "get": {
            "summary": "This description.", "operationId": "openapi",
            "responses": {
              "200": {"description": "OK", "content": {"application/json": {"schema": {"type": "object"}}}}
            }
          }
        }
      },
      "components": {
        "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        "responses": {
          "Problem": {
            "description": "Problem details (RFC 9457).",
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          }
        },
        "parameters": {
          "Type": {
            "name": "type", "in": "path", "required": true, "schema": {"enum": "@contactTypes"},
            "description": "The contact type."
          },
          "Contact": {
            "name": "contact", "in": "query", "schema": {"$ref": "#/components/schemas/Name"},
            "description": "A contact that waits; without it the answer is for one who joins now."
          },
          "Language": {
            "name": "language", "in": "query", "schema": {"type": "string"},
            "description": "en or zh-Hans; without either the browser's own language decides."
          }
        },
        "schemas": {
          "Name": {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[^\\u0000-\\u001f\\u007f]*$"},
          "OptionalName": {
            "type": ["string", "null"], "minLength": 1, "maxLength": 128, "pattern": "^[^\\u0000-\\u001f\\u007f]*$"
          },
          "Moment": {
            "type": "string", "description": "A moment, ISO 8601 with its offset from UTC.",
            "pattern": "^(19[7-9][0-9]|2[01][0-9]{2})-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-9]))T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
          },
          "Texts": {
            "type": "object", "properties": {"en": {"type": "string"}, "zh-Hans": {"type": "string"}},
            "required": ["en", "zh-Hans"]
          },
          "Interval": {
            "type": ["object", "null"], "description": "A 95 % interval.",
            "properties": {
              "lower": {"type": "number", "minimum": 0, "maximum": 1},
              "upper": {"type": "number", "minimum": 0, "maximum": 1}
            },
            "required": ["lower", "upper"]
          },
          "Compliance": {
            "type": "object",
            "properties": {
              "contactType": {"type": "string"},
              "promise": {
                "type": ["object", "null"],
                "properties": {
                  "answerWithin": {"type": "number"},
                  "target": {"type": "number", "minimum": 0, "maximum": 1},
                  "definition": {"type": "string"}
                }
              },
              "answerWithin": {"type": "number"},
              "windows": {
                "type": "object",
                "properties": {
                  "hour": {"$ref": "#/components/schemas/Window"},
                  "day": {"$ref": "#/components/schemas/Window"},
                  "month": {"$ref": "#/components/schemas/Window"}
                },
                "required": ["hour", "day", "month"]
              }
            },
            "required": ["contactType", "promise", "answerWithin", "windows"]
          },
          "Window": {
            "type": "object",
            "properties": {
              "offered": {"type": "integer", "minimum": 0}, "answered": {"type": "integer", "minimum": 0},
              "answeredInTime": {"type": "integer", "minimum": 0}, "abandoned": {"type": "integer", "minimum": 0},
              "sl1": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
              "sl2": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
              "sl3": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
              "sl4": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
              "isKept": {"type": ["boolean", "null"]},
              "interval95": {
                "$ref": "#/components/schemas/Interval",
                "description": "Of the share that is promised; of sl1 where nothing is."
              },
              "trend": {
                "type": "array", "description": "Twelve times five minutes, 24 hours or 30 days (UTC), by time of arrival.",
                "items": {
                  "type": "object",
                  "properties": {
                    "from": {"$ref": "#/components/schemas/Moment"},
                    "offered": {"type": "integer", "minimum": 0}, "answered": {"type": "integer", "minimum": 0},
                    "answeredInTime": {"type": "integer", "minimum": 0},
                    "abandoned": {"type": "integer", "minimum": 0},
                    "share": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
                    "interval95": {"$ref": "#/components/schemas/Interval"}
                  },
                  "required": ["from", "offered", "answered", "answeredInTime", "abandoned", "share", "interval95"]
                }
              },
              "estimates": {
                "type": ["object", "null"],
                "properties": {
                  "answered": {"type": "integer", "minimum": 0}, "gaveUp": {"type": "integer", "minimum": 0},
                  "coverage80": {"type": ["number", "null"]}, "pinball": {"type": ["number", "null"]},
                  "brierWithin30": {"type": ["number", "null"]},
                  "brierOfShare": {
                    "type": ["number", "null"], "description": "The Brier score of always saying the share observed."
                  },
                  "coverageInterval95": {"$ref": "#/components/schemas/Interval"},
                  "reliability": {
                    "type": ["array", "null"],
                    "description": "What was said of P(answered within 30 s), in tenths, and what was observed.",
                    "items": {
                      "type": "object",
                      "properties": {
                        "said": {"type": ["number", "null"]}, "observed": {"type": ["number", "null"]},
                        "weight": {"type": "number"}
                      },
                      "required": ["said", "observed", "weight"]
                    }
                  },
                  "pit": {"type": ["array", "null"], "items": {"type": "number"}}
                }
              }
            },
            "required": [
              "offered", "answered", "answeredInTime", "abandoned", "sl1", "sl2", "sl3", "sl4", "isKept",
              "interval95", "estimates"
            ]
          },
          "Event": {
            "oneOf": [
              {
                "type": "object",
                "properties": {
                  "id": {"$ref": "#/components/schemas/Name"}, "type": {"enum": ["enqueued", "transferred"]},
                  "time": {"$ref": "#/components/schemas/Moment"}, "contact": {"$ref": "#/components/schemas/Name"},
                  "contactType": {"$ref": "#/components/schemas/Name"},
                  "agent": {"$ref": "#/components/schemas/OptionalName"},
                  "group": {"$ref": "#/components/schemas/OptionalName"}
                },
                "required": ["id", "type", "time", "contact", "contactType"]
              },
              {
                "type": "object",
                "properties": {
                  "id": {"$ref": "#/components/schemas/Name"},
                  "type": {"enum": ["answered", "abandoned", "completed"]},
                  "time": {"$ref": "#/components/schemas/Moment"}, "contact": {"$ref": "#/components/schemas/Name"},
                  "contactType": {"$ref": "#/components/schemas/OptionalName"},
                  "agent": {"$ref": "#/components/schemas/OptionalName"},
                  "group": {"$ref": "#/components/schemas/OptionalName"}
                },
                "required": ["id", "type", "time", "contact"]
              },
              {
                "type": "object",
                "properties": {
                  "id": {"$ref": "#/components/schemas/Name"},
                  "type": {"enum": ["agentSignedIn", "agentSignedOut", "agentPaused"]},
                  "time": {"$ref": "#/components/schemas/Moment"},
                  "contact": {"$ref": "#/components/schemas/OptionalName"},
                  "contactType": {"$ref": "#/components/schemas/OptionalName"},
                  "agent": {"$ref": "#/components/schemas/Name"},
                  "group": {"$ref": "#/components/schemas/OptionalName"}
                },
                "required": ["id", "type", "time", "agent"]
              },
              {
                "type": "object",
                "properties": {
                  "id": {"$ref": "#/components/schemas/Name"}, "type": {"enum": ["staffPlan"]},
                  "time": {"$ref": "#/components/schemas/Moment"},
                  "contact": {"$ref": "#/components/schemas/OptionalName"},
                  "contactType": {"$ref": "#/components/schemas/OptionalName"},
                  "agent": {"$ref": "#/components/schemas/OptionalName"},
                  "group": {"$ref": "#/components/schemas/Name"},
                  "plan": {
                    "type": "array", "maxItems": 1000,
                    "items": {
                      "type": "object",
                      "properties": {
                        "from": {"$ref": "#/components/schemas/Moment"},
                        "onDuty": {"type": "integer", "minimum": 0, "maximum": 100000}
                      },
                      "required": ["from", "onDuty"]
                    }
                  }
                },
                "required": ["id", "type", "time", "group", "plan"]
              }
            ]
          },
          "State": {
            "type": "object",
            "properties": {
              "time": {"$ref": "#/components/schemas/Moment"},
              "groups": {
                "type": "object", "propertyNames": {"enum": "@groups"},
                "additionalProperties": {
                  "type": "object",
                  "properties": {
                    "onDuty": {"type": "integer", "minimum": 0, "maximum": 1000000},
                    "busy": {"type": "integer", "minimum": 0, "maximum": 1000000},
                    "servingFor": {"type": ["array", "null"], "items": {"type": "number", "minimum": 0}}
                  },
                  "required": ["onDuty", "busy"], "additionalProperties": false
                }
              },
              "queues": {
                "type": ["object", "null"], "propertyNames": {"enum": "@contactTypes"},
                "additionalProperties": {
                  "type": "object",
                  "properties": {
                    "waiting": {"type": "integer", "minimum": 0, "maximum": 10000},
                    "waitingFor": {"type": ["array", "null"], "items": {"type": "number", "minimum": 0}},
                    "recentWaits": {"type": ["array", "null"], "items": {"type": "number", "minimum": 0}}
                  },
                  "required": ["waiting"], "additionalProperties": false
                }
              }
            },
            "required": ["time", "groups"], "additionalProperties": false,
            "description": "As for `waitline estimate`; the lists have at most one entry for each contact."
          },
          "Announcement": {
            "type": "object",
            "properties": {
              "waitingAhead": {"type": "integer", "minimum": 0}, "lowerMinutes": {"type": ["integer", "null"]},
              "upperMinutes": {"type": ["integer", "null"]}, "text": {"$ref": "#/components/schemas/Texts"}
            },
            "required": ["waitingAhead", "lowerMinutes", "upperMinutes", "text"]
          },
          "Display": {
            "type": "object",
            "properties": {
              "version": {"type": "integer", "minimum": 0},
              "today": {"type": "string", "description": "The day at the centre."},
              "contactType": {"type": "string"}, "channel": {"type": "string"},
              "status": {"enum": ["estimated", "closed", "stale", "unknown", "answered", "gone"]},
              "isContact": {"type": "boolean"}, "waitingAhead": {"type": "integer", "minimum": 0},
              "lowerMinutes": {"type": ["integer", "null"]}, "upperMinutes": {"type": ["integer", "null"]},
              "answerWithin": {"type": "number"},
              "probability": {
                "type": ["number", "null"], "minimum": 0, "maximum": 1,
                "description": "Of an answer within answerWithin from now on."
              },
              "closesAt": {"type": ["string", "null"]}, "opensAt": {"type": ["string", "null"]},
              "silentMinutes": {
                "type": "integer", "minimum": 0, "description": "For how long nothing was reported; 0 below two minutes."
              },
              "reportedAt": {"type": ["string", "null"]},
              "offers": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "action": {"enum": ["leaveMessage", "call", "fileTicket", "comeBack"]},
                    "contactType": {"type": "string"}, "channel": {"type": "string"},
                    "isAfterHours": {"type": "boolean"}, "lowerMinutes": {"type": ["integer", "null"]},
                    "upperMinutes": {"type": ["integer", "null"]},
                    "by": {"type": ["string", "null"], "description": "When it is answered at the latest."},
                    "basis": {"enum": ["estimate", "promise", null]}, "at": {"type": ["string", "null"]},
                    "openUntil": {"type": ["string", "null"]}
                  },
                  "required": [
                    "action", "contactType", "channel", "isAfterHours", "lowerMinutes", "upperMinutes", "by", "basis",
                    "at", "openUntil"
                  ]
                }
              }
            },
            "required": [
              "version", "today", "contactType", "channel", "status", "isContact", "waitingAhead", "lowerMinutes",
              "upperMinutes", "answerWithin", "probability", "closesAt", "opensAt", "silentMinutes", "reportedAt",
              "offers"
            ]
          },
          "Calibrated": {
            "type": ["object", "null"], "description": "Corrected by what was observed; null until enough was.",
            "properties": {
              "p10": {"type": ["number", "null"]}, "p50": {"type": ["number", "null"]},
              "p80": {"type": ["number", "null"]}, "p90": {"type": ["number", "null"]},
              "pWithin30": {"type": "number", "minimum": 0, "maximum": 1},
              "pWithinPromise": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
              "interval80": {
                "type": "object",
                "properties": {"lower": {"type": ["number", "null"]}, "upper": {"type": ["number", "null"]}},
                "required": ["lower", "upper"]
              },
              "observed": {"type": "integer", "minimum": 0}
            }
          },
          "Advice": {
            "type": "object",
            "properties": {
              "action": {"type": "string"}, "contactType": {"type": "string"},
              "expected": {"type": ["number", "null"]}, "p90": {"type": ["number", "null"]},
              "basis": {"type": ["string", "null"]}, "at": {"type": ["string", "null"]},
              "openUntil": {"type": ["string", "null"]}, "text": {"$ref": "#/components/schemas/Texts"}
            },
            "required": ["action", "contactType", "expected", "p90", "basis", "at", "openUntil", "text"]
          },
          "Problem": {
            "type": "object",
            "properties": {
              "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
              "detail": {"type": "string"}, "mistakes": {"type": "array", "items": {"type": "string"}}
            },
            "required": ["type", "title", "status", "detail"]
          },
          "Outcome": {
            "type": "object",
            "properties": {
              "accepted": {"type": "integer", "minimum": 0}, "duplicates": {"type": "integer", "minimum": 0},
              "rejected": {
                "type": "array",
                "items": {
                  "type": "object",
                  "properties": {
                    "index": {"type": "integer", "minimum": 0}, "id": {"type": "string"},
                    "code": {"enum": ["tooLate", "ahead", "unknownContactType", "unknownGroup"]},
                    "reason": {"type": "string"}
                  },
                  "required": ["index", "id", "code", "reason"]
                }
              },
              "stateVersion": {"type": "integer", "minimum": 0}
            },
            "required": ["accepted", "duplicates", "rejected", "stateVersion"]
          },
          "Figures": {
            "type": "object",
            "properties": {
              "contactType": {"type": "string"}, "time": {"$ref": "#/components/schemas/Moment"},
              "position": {"type": "integer", "minimum": 1}, "ahead": {"type": "integer", "minimum": 0},
              "status": {"enum": ["estimated", "unknown"]}, "unknown": {"type": ["string", "null"]},
              "mean": {"type": ["number", "null"]},
              "quantiles": {
                "type": "object",
                "properties": {
                  "p10": {"type": ["number", "null"]}, "p50": {"type": ["number", "null"]},
                  "p80": {"type": ["number", "null"]}, "p90": {"type": ["number", "null"]}
                },
                "required": ["p10", "p50", "p80", "p90"]
              },
              "pWithin30": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
              "answerWithin": {"type": ["number", "null"]},
              "pWithinPromise": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
              "pAnsweredBeforeClosing": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
              "closesAt": {"type": ["string", "null"]}, "opensAt": {"type": ["string", "null"]},
              "pAbandon": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
              "age": {"type": "number", "minimum": 0}, "method": {"enum": ["markov", "forward", "history", null]},
              "paths": {"type": ["integer", "null"], "minimum": 0},
              "assumptions": {"type": "array", "items": {"type": "string"}},
              "advice": {"type": "array", "items": {"$ref": "#/components/schemas/Advice"}},
              "text": {"$ref": "#/components/schemas/Texts"}
            },
            "required": [
              "contactType", "time", "position", "ahead", "status", "unknown", "mean", "quantiles", "pWithin30",
              "answerWithin", "pWithinPromise", "pAnsweredBeforeClosing", "closesAt", "opensAt", "pAbandon", "age", "method",
              "paths", "assumptions", "advice", "text"
            ]
          },
          "Estimate": {
            "allOf": [
              {"$ref": "#/components/schemas/Figures"},
              {
                "type": "object",
                "properties": {
                  "version": {"type": "integer", "minimum": 0}, "stateVersion": {"type": "integer", "minimum": 0},
                  "calibrated": {"$ref": "#/components/schemas/Calibrated"}, "waited": {"type": "number"},
                  "announcement": {"$ref": "#/components/schemas/Announcement"}
                },
                "required": ["version", "stateVersion", "calibrated"]
              }
            ]
          }
        }
      }
    }
    """#

  /// The document for the names of a scenario.
  static func text(contactTypes: [String], groups: [String]) -> String {
    func list(_ names: [String]) -> String { JSONValue.compact(.array(names.map { .string($0) })).text }
    return template.replacingOccurrences(of: "\"@contactTypes\"", with: list(contactTypes))
      .replacingOccurrences(of: "\"@groups\"", with: list(groups))
  }
}
