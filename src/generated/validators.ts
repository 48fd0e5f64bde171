// Generated from openapi/tokens.yaml. Do not edit; change the spec and run: npm run generate

// @ts-nocheck: Ajv generated the functions. The types of the exports are right.
import type { components } from "./schema.js";
import type { Validator } from "../validation.js";

type Schemas = components["schemas"];

function ucs2length(str) {
  const len = str.length;
  let length = 0;
  let pos = 0;
  let value;
  while (pos < len) {
    length++;
    value = str.charCodeAt(pos++);
    if (value >= 55296 && value <= 56319 && pos < len) {
      value = str.charCodeAt(pos);
      if ((value & 64512) === 56320) pos++;
    }
  }
  return length;
}
var ucs2length_default = ucs2length;

export const validateTokenRequest: Validator<Schemas["TokenRequest"]> = validate1;
var func0 = Object.prototype.hasOwnProperty;
var pattern0 = /* @__PURE__ */ new RegExp("^(<all_urls>$|(\\*|https?)://[^/]+/)", "u");
function validate2(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        ((data.clientId === void 0 || !func0.call(data, "clientId")) && (missing0 = "clientId")) ||
        ((data.referrer === void 0 || !func0.call(data, "referrer")) && (missing0 = "referrer"))
      ) {
        validate2.errors = [
          {
            instancePath,
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!(key0 === "clientId" || key0 === "referrer" || key0 === "appId")) {
            validate2.errors = [
              {
                instancePath,
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
          if (data.clientId !== void 0 && func0.call(data, "clientId")) {
            let data0 = data.clientId;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (ucs2length_default(data0) < 1) {
                  validate2.errors = [
                    {
                      instancePath: instancePath + "/clientId",
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
            if (data.referrer !== void 0 && func0.call(data, "referrer")) {
              let data1 = data.referrer;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (typeof data1 === "string") {
                  if (ucs2length_default(data1) < 1) {
                    validate2.errors = [
                      {
                        instancePath: instancePath + "/referrer",
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
              if (data.appId !== void 0 && func0.call(data, "appId")) {
                var valid0 = false;
                validate2.errors = [
                  {
                    instancePath: instancePath + "/appId",
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
      validate2.errors = [{ instancePath, keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate2.errors = vErrors;
  return errors === 0;
}
function validate4(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        ((data.clientId === void 0 || !func0.call(data, "clientId")) && (missing0 = "clientId")) ||
        ((data.appId === void 0 || !func0.call(data, "appId")) && (missing0 = "appId"))
      ) {
        validate4.errors = [
          {
            instancePath,
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!(key0 === "clientId" || key0 === "appId" || key0 === "referrer")) {
            validate4.errors = [
              {
                instancePath,
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
          if (data.clientId !== void 0 && func0.call(data, "clientId")) {
            let data0 = data.clientId;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (ucs2length_default(data0) < 1) {
                  validate4.errors = [
                    {
                      instancePath: instancePath + "/clientId",
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
            if (data.appId !== void 0 && func0.call(data, "appId")) {
              let data1 = data.appId;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (typeof data1 === "string") {
                  if (ucs2length_default(data1) < 1) {
                    validate4.errors = [
                      {
                        instancePath: instancePath + "/appId",
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
              if (data.referrer !== void 0 && func0.call(data, "referrer")) {
                var valid0 = false;
                validate4.errors = [
                  {
                    instancePath: instancePath + "/referrer",
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
      validate4.errors = [{ instancePath, keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate4.errors = vErrors;
  return errors === 0;
}
function validate1(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const _errs0 = errors;
  let valid0 = false;
  let passing0 = null;
  const _errs1 = errors;
  if (!validate2(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
    errors = vErrors.length;
  }
  var _valid0 = _errs1 === errors;
  if (_valid0) {
    valid0 = true;
    passing0 = 0;
  }
  const _errs2 = errors;
  if (!validate4(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
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
export const validateWebTokenRequest: Validator<Schemas["WebTokenRequest"]> = validate6;
function validate6(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        ((data.clientId === void 0 || !func0.call(data, "clientId")) && (missing0 = "clientId")) ||
        ((data.referrer === void 0 || !func0.call(data, "referrer")) && (missing0 = "referrer"))
      ) {
        validate6.errors = [
          {
            instancePath,
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!(key0 === "clientId" || key0 === "referrer" || key0 === "appId")) {
            validate6.errors = [
              {
                instancePath,
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
          if (data.clientId !== void 0 && func0.call(data, "clientId")) {
            let data0 = data.clientId;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (ucs2length_default(data0) < 1) {
                  validate6.errors = [
                    {
                      instancePath: instancePath + "/clientId",
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
            if (data.referrer !== void 0 && func0.call(data, "referrer")) {
              let data1 = data.referrer;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (typeof data1 === "string") {
                  if (ucs2length_default(data1) < 1) {
                    validate6.errors = [
                      {
                        instancePath: instancePath + "/referrer",
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
              if (data.appId !== void 0 && func0.call(data, "appId")) {
                var valid0 = false;
                validate6.errors = [
                  {
                    instancePath: instancePath + "/appId",
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
      validate6.errors = [{ instancePath, keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate6.errors = vErrors;
  return errors === 0;
}
export const validateMobileTokenRequest: Validator<Schemas["MobileTokenRequest"]> = validate7;
function validate7(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        ((data.clientId === void 0 || !func0.call(data, "clientId")) && (missing0 = "clientId")) ||
        ((data.appId === void 0 || !func0.call(data, "appId")) && (missing0 = "appId"))
      ) {
        validate7.errors = [
          {
            instancePath,
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!(key0 === "clientId" || key0 === "appId" || key0 === "referrer")) {
            validate7.errors = [
              {
                instancePath,
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
          if (data.clientId !== void 0 && func0.call(data, "clientId")) {
            let data0 = data.clientId;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (ucs2length_default(data0) < 1) {
                  validate7.errors = [
                    {
                      instancePath: instancePath + "/clientId",
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
            if (data.appId !== void 0 && func0.call(data, "appId")) {
              let data1 = data.appId;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (typeof data1 === "string") {
                  if (ucs2length_default(data1) < 1) {
                    validate7.errors = [
                      {
                        instancePath: instancePath + "/appId",
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
              if (data.referrer !== void 0 && func0.call(data, "referrer")) {
                var valid0 = false;
                validate7.errors = [
                  {
                    instancePath: instancePath + "/referrer",
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
      validate7.errors = [{ instancePath, keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate7.errors = vErrors;
  return errors === 0;
}
export const validateClientId: Validator<Schemas["ClientId"]> = validate8;
function validate8(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (typeof data === "string") {
      if (ucs2length_default(data) < 1) {
        validate8.errors = [
          {
            instancePath,
            keyword: "minLength",
            params: { limit: 1 },
            message: "must NOT have fewer than 1 characters",
          },
        ];
        return false;
      }
    } else {
      validate8.errors = [{ instancePath, keyword: "type", params: { type: "string" }, message: "must be string" }];
      return false;
    }
  }
  validate8.errors = vErrors;
  return errors === 0;
}
export const validateToken: Validator<Schemas["Token"]> = validate9;
var pattern2 = /* @__PURE__ */ new RegExp("^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$", "u");
function validate9(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.token === void 0 || !func0.call(data, "token")) && (missing0 = "token")) {
        validate9.errors = [
          {
            instancePath,
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        if (data.token !== void 0 && func0.call(data, "token")) {
          let data0 = data.token;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (typeof data0 === "string") {
              if (!pattern2.test(data0)) {
                validate9.errors = [
                  {
                    instancePath: instancePath + "/token",
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
      validate9.errors = [{ instancePath, keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate9.errors = vErrors;
  return errors === 0;
}
export const validateError: Validator<Schemas["Error"]> = validate10;
var schema13 = {
  type: "string",
  enum: ["invalid_request", "unauthorized", "resource_not_found", "rate_limit_exceeded", "internal_server_error"],
};
function validate10(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        ((data.type === void 0 || !func0.call(data, "type")) && (missing0 = "type")) ||
        ((data.message === void 0 || !func0.call(data, "message")) && (missing0 = "message"))
      ) {
        validate10.errors = [
          {
            instancePath,
            keyword: "required",
            params: { missingProperty: missing0 },
            message: "must have required property '" + missing0 + "'",
          },
        ];
        return false;
      } else {
        if (data.type !== void 0 && func0.call(data, "type")) {
          let data0 = data.type;
          const _errs1 = errors;
          const _errs2 = errors;
          let valid1 = false;
          const _errs3 = errors;
          if (typeof data0 !== "string") {
            const err0 = {
              instancePath: instancePath + "/type",
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
          if (data.message !== void 0 && func0.call(data, "message")) {
            const _errs8 = errors;
            if (typeof data.message !== "string") {
              validate10.errors = [
                {
                  instancePath: instancePath + "/message",
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
            if (data.param !== void 0 && func0.call(data, "param")) {
              const _errs10 = errors;
              if (typeof data.param !== "string") {
                validate10.errors = [
                  {
                    instancePath: instancePath + "/param",
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
      validate10.errors = [{ instancePath, keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate10.errors = vErrors;
  return errors === 0;
}
export const validateKnownErrorType: Validator<Schemas["KnownErrorType"]> = validate11;
function validate11(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (typeof data !== "string") {
    validate11.errors = [{ instancePath, keyword: "type", params: { type: "string" }, message: "must be string" }];
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
