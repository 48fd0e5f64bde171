// Generated from openapi/tokens.yaml. Do not edit; change the spec and run: npm run generate

var validateTokenRequest = validate1;
var pattern0 = new RegExp("^(<all_urls>$|(\\*|https?)://[^/]+/)", "u");
function validate2(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.clientId === void 0 && (missing0 = "clientId")) ||
        (data.referrer === void 0 && (missing0 = "referrer"))
      ) {
        validate2.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "clientId" || key0 === "referrer" || key0 === "appId")) {
            validate2.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.clientId !== void 0) {
            let data0 = data.clientId;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (data0.length < 1) {
                  validate2.errors = [
                    {
                      instancePath: instancePath + "/clientId",
                      schemaPath: "#/components/schemas/ClientId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                      message: "must NOT have fewer than 1 characters",
                    },
                  ];
                  return false;
                }
              } else {
                validate2.errors = [
                  {
                    instancePath: instancePath + "/clientId",
                    schemaPath: "#/components/schemas/ClientId/type",
                    keyword: "type",
                    params: { type: "string" },
                    message: "must be string",
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.referrer !== void 0) {
              let data1 = data.referrer;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (typeof data1 === "string") {
                  if (data1.length < 1) {
                    validate2.errors = [
                      {
                        instancePath: instancePath + "/referrer",
                        schemaPath: "#/properties/referrer/minLength",
                        keyword: "minLength",
                        params: { limit: 1 },
                        message: "must NOT have fewer than 1 characters",
                      },
                    ];
                    return false;
                  } else {
                    if (!pattern0.test(data1)) {
                      validate2.errors = [
                        {
                          instancePath: instancePath + "/referrer",
                          schemaPath: "#/properties/referrer/pattern",
                          keyword: "pattern",
                          params: { pattern: "^(<all_urls>$|(\\*|https?)://[^/]+/)" },
                          message: 'must match pattern "^(<all_urls>$|(\\*|https?)://[^/]+/)"',
                        },
                      ];
                      return false;
                    }
                  }
                } else {
                  validate2.errors = [
                    {
                      instancePath: instancePath + "/referrer",
                      schemaPath: "#/properties/referrer/type",
                      keyword: "type",
                      params: { type: "string" },
                      message: "must be string",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.appId !== void 0) {
                var valid0 = false;
                validate2.errors = [
                  {
                    instancePath: instancePath + "/appId",
                    schemaPath: "#/properties/appId/false schema",
                    keyword: "false schema",
                    params: {},
                    message: "boolean schema is false",
                  },
                ];
                return false;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate2.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" },
      ];
      return false;
    }
  }
  validate2.errors = vErrors;
  return errors === 0;
}
function validate4(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.clientId === void 0 && (missing0 = "clientId")) || (data.appId === void 0 && (missing0 = "appId"))) {
        validate4.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "clientId" || key0 === "appId" || key0 === "referrer")) {
            validate4.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.clientId !== void 0) {
            let data0 = data.clientId;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (data0.length < 1) {
                  validate4.errors = [
                    {
                      instancePath: instancePath + "/clientId",
                      schemaPath: "#/components/schemas/ClientId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                      message: "must NOT have fewer than 1 characters",
                    },
                  ];
                  return false;
                }
              } else {
                validate4.errors = [
                  {
                    instancePath: instancePath + "/clientId",
                    schemaPath: "#/components/schemas/ClientId/type",
                    keyword: "type",
                    params: { type: "string" },
                    message: "must be string",
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.appId !== void 0) {
              let data1 = data.appId;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (typeof data1 === "string") {
                  if (data1.length < 1) {
                    validate4.errors = [
                      {
                        instancePath: instancePath + "/appId",
                        schemaPath: "#/properties/appId/minLength",
                        keyword: "minLength",
                        params: { limit: 1 },
                        message: "must NOT have fewer than 1 characters",
                      },
                    ];
                    return false;
                  }
                } else {
                  validate4.errors = [
                    {
                      instancePath: instancePath + "/appId",
                      schemaPath: "#/properties/appId/type",
                      keyword: "type",
                      params: { type: "string" },
                      message: "must be string",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.referrer !== void 0) {
                var valid0 = false;
                validate4.errors = [
                  {
                    instancePath: instancePath + "/referrer",
                    schemaPath: "#/properties/referrer/false schema",
                    keyword: "false schema",
                    params: {},
                    message: "boolean schema is false",
                  },
                ];
                return false;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate4.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" },
      ];
      return false;
    }
  }
  validate4.errors = vErrors;
  return errors === 0;
}
function validate1(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  const _errs0 = errors;
  let valid0 = false;
  let passing0 = null;
  const _errs1 = errors;
  if (!validate2(data, { instancePath, parentData, parentDataProperty, rootData })) {
    vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
    errors = vErrors.length;
  }
  var _valid0 = _errs1 === errors;
  if (_valid0) {
    valid0 = true;
    passing0 = 0;
  }
  const _errs2 = errors;
  if (!validate4(data, { instancePath, parentData, parentDataProperty, rootData })) {
    vErrors = vErrors === null ? validate4.errors : vErrors.concat(validate4.errors);
    errors = vErrors.length;
  }
  var _valid0 = _errs2 === errors;
  if (_valid0 && valid0) {
    valid0 = false;
    passing0 = [passing0, 1];
  } else {
    if (_valid0) {
      valid0 = true;
      passing0 = 1;
    }
  }
  if (!valid0) {
    const err0 = {
      instancePath,
      schemaPath: "#/oneOf",
      keyword: "oneOf",
      params: { passingSchemas: passing0 },
      message: "must match exactly one schema in oneOf",
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
    validate1.errors = vErrors;
    return false;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  validate1.errors = vErrors;
  return errors === 0;
}
var validateWebTokenRequest = validate6;
function validate6(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.clientId === void 0 && (missing0 = "clientId")) ||
        (data.referrer === void 0 && (missing0 = "referrer"))
      ) {
        validate6.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "clientId" || key0 === "referrer" || key0 === "appId")) {
            validate6.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.clientId !== void 0) {
            let data0 = data.clientId;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (data0.length < 1) {
                  validate6.errors = [
                    {
                      instancePath: instancePath + "/clientId",
                      schemaPath: "#/components/schemas/ClientId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                      message: "must NOT have fewer than 1 characters",
                    },
                  ];
                  return false;
                }
              } else {
                validate6.errors = [
                  {
                    instancePath: instancePath + "/clientId",
                    schemaPath: "#/components/schemas/ClientId/type",
                    keyword: "type",
                    params: { type: "string" },
                    message: "must be string",
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.referrer !== void 0) {
              let data1 = data.referrer;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (typeof data1 === "string") {
                  if (data1.length < 1) {
                    validate6.errors = [
                      {
                        instancePath: instancePath + "/referrer",
                        schemaPath: "#/properties/referrer/minLength",
                        keyword: "minLength",
                        params: { limit: 1 },
                        message: "must NOT have fewer than 1 characters",
                      },
                    ];
                    return false;
                  } else {
                    if (!pattern0.test(data1)) {
                      validate6.errors = [
                        {
                          instancePath: instancePath + "/referrer",
                          schemaPath: "#/properties/referrer/pattern",
                          keyword: "pattern",
                          params: { pattern: "^(<all_urls>$|(\\*|https?)://[^/]+/)" },
                          message: 'must match pattern "^(<all_urls>$|(\\*|https?)://[^/]+/)"',
                        },
                      ];
                      return false;
                    }
                  }
                } else {
                  validate6.errors = [
                    {
                      instancePath: instancePath + "/referrer",
                      schemaPath: "#/properties/referrer/type",
                      keyword: "type",
                      params: { type: "string" },
                      message: "must be string",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.appId !== void 0) {
                var valid0 = false;
                validate6.errors = [
                  {
                    instancePath: instancePath + "/appId",
                    schemaPath: "#/properties/appId/false schema",
                    keyword: "false schema",
                    params: {},
                    message: "boolean schema is false",
                  },
                ];
                return false;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate6.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" },
      ];
      return false;
    }
  }
  validate6.errors = vErrors;
  return errors === 0;
}
var validateMobileTokenRequest = validate7;
function validate7(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.clientId === void 0 && (missing0 = "clientId")) || (data.appId === void 0 && (missing0 = "appId"))) {
        validate7.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "clientId" || key0 === "appId" || key0 === "referrer")) {
            validate7.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
                message: "must NOT have additional properties",
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.clientId !== void 0) {
            let data0 = data.clientId;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (data0.length < 1) {
                  validate7.errors = [
                    {
                      instancePath: instancePath + "/clientId",
                      schemaPath: "#/components/schemas/ClientId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                      message: "must NOT have fewer than 1 characters",
                    },
                  ];
                  return false;
                }
              } else {
                validate7.errors = [
                  {
                    instancePath: instancePath + "/clientId",
                    schemaPath: "#/components/schemas/ClientId/type",
                    keyword: "type",
                    params: { type: "string" },
                    message: "must be string",
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.appId !== void 0) {
              let data1 = data.appId;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (typeof data1 === "string") {
                  if (data1.length < 1) {
                    validate7.errors = [
                      {
                        instancePath: instancePath + "/appId",
                        schemaPath: "#/properties/appId/minLength",
                        keyword: "minLength",
                        params: { limit: 1 },
                        message: "must NOT have fewer than 1 characters",
                      },
                    ];
                    return false;
                  }
                } else {
                  validate7.errors = [
                    {
                      instancePath: instancePath + "/appId",
                      schemaPath: "#/properties/appId/type",
                      keyword: "type",
                      params: { type: "string" },
                      message: "must be string",
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.referrer !== void 0) {
                var valid0 = false;
                validate7.errors = [
                  {
                    instancePath: instancePath + "/referrer",
                    schemaPath: "#/properties/referrer/false schema",
                    keyword: "false schema",
                    params: {},
                    message: "boolean schema is false",
                  },
                ];
                return false;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate7.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" },
      ];
      return false;
    }
  }
  validate7.errors = vErrors;
  return errors === 0;
}
var validateClientId = validate8;
function validate8(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (typeof data === "string") {
      if (data.length < 1) {
        validate8.errors = [
          {
            instancePath,
            schemaPath: "#/minLength",
            keyword: "minLength",
            params: { limit: 1 },
            message: "must NOT have fewer than 1 characters",
          },
        ];
        return false;
      }
    } else {
      validate8.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string" },
      ];
      return false;
    }
  }
  validate8.errors = vErrors;
  return errors === 0;
}
var validateToken = validate9;
var pattern2 = new RegExp("^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$", "u");
function validate9(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.token === void 0 && (missing0 = "token")) {
        validate9.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        if (data.token !== void 0) {
          let data0 = data.token;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (!pattern2.test(data0)) {
                validate9.errors = [
                  {
                    instancePath: instancePath + "/token",
                    schemaPath: "#/properties/token/pattern",
                    keyword: "pattern",
                    params: { pattern: "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$" },
                    message: 'must match pattern "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$"',
                  },
                ];
                return false;
              }
            } else {
              validate9.errors = [
                {
                  instancePath: instancePath + "/token",
                  schemaPath: "#/properties/token/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
          }
        }
      }
    } else {
      validate9.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" },
      ];
      return false;
    }
  }
  validate9.errors = vErrors;
  return errors === 0;
}
var validateError = validate10;
var schema13 = {
  description: "The error types that the documentation shows for an endpoint such as this one.",
  type: "string",
  enum: ["invalid_request", "unauthorized", "resource_not_found", "rate_limit_exceeded", "internal_server_error"],
};
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.type === void 0 && (missing0 = "type")) || (data.message === void 0 && (missing0 = "message"))) {
        validate10.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        if (data.type !== void 0) {
          let data0 = data.type;
          const _errs1 = errors;
          const _errs2 = errors;
          let valid1 = false;
          const _errs3 = errors;
          if (typeof data0 !== "string") {
            const err0 = {
              instancePath: instancePath + "/type",
              schemaPath: "#/components/schemas/KnownErrorType/type",
              keyword: "type",
              params: { type: "string" },
              message: "must be string",
            };
            if (vErrors === null) {
              vErrors = [err0];
            } else {
              vErrors.push(err0);
            }
            errors++;
          }
          if (
            !(
              data0 === "invalid_request" ||
              data0 === "unauthorized" ||
              data0 === "resource_not_found" ||
              data0 === "rate_limit_exceeded" ||
              data0 === "internal_server_error"
            )
          ) {
            const err1 = {
              instancePath: instancePath + "/type",
              schemaPath: "#/components/schemas/KnownErrorType/enum",
              keyword: "enum",
              params: { allowedValues: schema13.enum },
              message: "must be equal to one of the allowed values",
            };
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
            errors++;
          }
          var _valid0 = _errs3 === errors;
          valid1 = valid1 || _valid0;
          if (!valid1) {
            const _errs6 = errors;
            if (typeof data0 !== "string") {
              const err2 = {
                instancePath: instancePath + "/type",
                schemaPath: "#/properties/type/anyOf/1/type",
                keyword: "type",
                params: { type: "string" },
                message: "must be string",
              };
              if (vErrors === null) {
                vErrors = [err2];
              } else {
                vErrors.push(err2);
              }
              errors++;
            }
            var _valid0 = _errs6 === errors;
            valid1 = valid1 || _valid0;
          }
          if (!valid1) {
            const err3 = {
              instancePath: instancePath + "/type",
              schemaPath: "#/properties/type/anyOf",
              keyword: "anyOf",
              params: {},
              message: "must match a schema in anyOf",
            };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
            validate10.errors = vErrors;
            return false;
          } else {
            errors = _errs2;
            if (vErrors !== null) {
              if (_errs2) {
                vErrors.length = _errs2;
              } else {
                vErrors = null;
              }
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.message !== void 0) {
            const _errs8 = errors;
            if (typeof data.message !== "string") {
              validate10.errors = [
                {
                  instancePath: instancePath + "/message",
                  schemaPath: "#/properties/message/type",
                  keyword: "type",
                  params: { type: "string" },
                  message: "must be string",
                },
              ];
              return false;
            }
            var valid0 = _errs8 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.param !== void 0) {
              const _errs10 = errors;
              if (typeof data.param !== "string") {
                validate10.errors = [
                  {
                    instancePath: instancePath + "/param",
                    schemaPath: "#/properties/param/type",
                    keyword: "type",
                    params: { type: "string" },
                    message: "must be string",
                  },
                ];
                return false;
              }
              var valid0 = _errs10 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate10.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" },
      ];
      return false;
    }
  }
  validate10.errors = vErrors;
  return errors === 0;
}
var validateKnownErrorType = validate11;
function validate11(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    validate11.errors = [
      { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "string" }, message: "must be string" },
    ];
    return false;
  }
  if (
    !(
      data === "invalid_request" ||
      data === "unauthorized" ||
      data === "resource_not_found" ||
      data === "rate_limit_exceeded" ||
      data === "internal_server_error"
    )
  ) {
    validate11.errors = [
      {
        instancePath,
        schemaPath: "#/enum",
        keyword: "enum",
        params: { allowedValues: schema13.enum },
        message: "must be equal to one of the allowed values",
      },
    ];
    return false;
  }
  validate11.errors = vErrors;
  return errors === 0;
}
export {
  validateClientId,
  validateError,
  validateKnownErrorType,
  validateMobileTokenRequest,
  validateToken,
  validateTokenRequest,
  validateWebTokenRequest,
};
