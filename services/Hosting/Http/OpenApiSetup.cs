using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Http.Bodies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace BusinessFocus.ServiceDefaults.Http;

/// <summary>Each service describes itself at <c>/openapi/v1.json</c>; the conventions that all share are described here once.</summary>
public static class OpenApiSetup
{
    /// <summary>What any call can be answered with, whoever is in front of the service.</summary>
    private static readonly int[] Everywhere = [400, 404, 405, 408, 414, 429, 431, 500, 502, 503, 504];

    private const string BearerScheme = "bearer";
    private const string ProblemSchema = "Problem";

    public static void AddServiceOpenApi(this IServiceCollection services, string service) =>
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.CreateSchemaReferenceId = NameOf;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = $"BusinessFocus {service}", Version = "v1" };
                document.Servers = [];
                document.Components ??= new OpenApiComponents();
                document.AddComponent(ProblemSchema, new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "Problem details (RFC 9457)",
                    Required = new HashSet<string> { "type", "title", "status" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable, for machines" },
                        ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "For people, in their language" },
                        ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                        ["errors"] = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Description = "By field, for a 400",
                            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
                        },
                        ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                });
                foreach (var problem in HttpProblems.All)
                {
                    document.AddComponent(ResponseOf(problem.Status), new OpenApiResponse
                    {
                        Description = problem.En,
                        Content = new Dictionary<string, OpenApiMediaType>
                        {
                            [ProblemWriter.MediaType] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, document) },
                        },
                    });
                }

                LetAnswersGrow(document);
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [BearerScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
                };
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer(DescribeWhatIsReadByItselfAsync);
            options.AddSchemaTransformer((schema, context, _) =>
            {
                // Types with converters of their own come here without a schema.
                var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
                var orNull = type == context.JsonTypeInfo.Type ? (schema.Type ?? default) & JsonSchemaType.Null : JsonSchemaType.Null;
                if (IsId(type))
                {
                    (schema.Type, schema.Format) = (JsonSchemaType.String | orNull, "uuid");
                }
                else if (type == typeof(string))
                {
                    schema.Type = JsonSchemaType.String | (context.JsonPropertyInfo is { IsGetNullable: true } ? JsonSchemaType.Null : default);
                }
                else if (context.JsonTypeInfo.ElementType == typeof(string))
                {
                    IOpenApiSchema text = new OpenApiSchema { Type = JsonSchemaType.String };
                    (schema.Items, schema.AdditionalProperties) = context.JsonTypeInfo.Kind == JsonTypeInfoKind.Dictionary ? (schema.Items, text) : (text, schema.AdditionalProperties);
                }
                else if (type == typeof(DateTimeOffset))
                {
                    (schema.Type, schema.Format) = (JsonSchemaType.String | orNull, "date-time");
                }
                else if (context.JsonTypeInfo.ElementType is { } element && IsId(element))
                {
                    schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" };
                }

                return Task.CompletedTask;
            });
            options.AddOperationTransformer(DescribeConventionsAsync);
        });

    /// <summary>A list whose elements are read one by one is described by what each should be.</summary>
    private static async Task DescribeWhatIsReadByItselfAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.ElementType is { } element && typeof(IReadByItself).IsAssignableFrom(element))
        {
            schema.Items = await context.GetOrCreateSchemaAsync(element.GetGenericArguments()[0], null, cancellationToken);
        }
    }

    private static bool IsId(Type type) => type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IId<>));

    /// <summary>What is unknown is refused in bodies that people write, and nowhere else: an answer may have more tomorrow.</summary>
    private static void LetAnswersGrow(OpenApiDocument document)
    {
        var written = new HashSet<string>();
        var operations = document.Paths.Values.Where(path => path.Operations is not null).SelectMany(path => path.Operations!.Values);
        foreach (var body in operations.Where(operation => operation.RequestBody?.Content is not null).SelectMany(operation => operation.RequestBody!.Content!.Values))
        {
            Follow(body.Schema);
        }

        foreach (var answer in document.Components!.Schemas!.Where(schema => !written.Contains(schema.Key)).Select(schema => schema.Value).OfType<OpenApiSchema>())
        {
            answer.AdditionalPropertiesAllowed = true;
        }

        void Follow(IOpenApiSchema? schema)
        {
            if (schema is null || (schema is OpenApiSchemaReference { Reference.Id: { } name } && !written.Add(name)))
            {
                return;
            }

            foreach (var part in (IEnumerable<IOpenApiSchema?>)[schema.Items, schema.AdditionalProperties, .. schema.Properties?.Values ?? [], .. schema.OneOf ?? [], .. schema.AnyOf ?? [], .. schema.AllOf ?? []])
            {
                Follow(part);
            }
        }
    }

    /// <summary>A request is nested in its slice and called just that, so its schema is named after both.</summary>
    private static string? NameOf(JsonTypeInfo type)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name is not null && type.Type.DeclaringType is { } slice ? slice.Name + name : name;
    }

    private static Task DescribeConventionsAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isWrite = context.Description.HttpMethod is not ("GET" or "HEAD");
        var statuses = new List<int>(Everywhere);
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Query))
        {
            // A record that binds a query names them as C# does; the binding takes either case.
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name ?? "");
        }

        AddHeader(operation, "Accept-Language", "sv (default) or en: the language of texts and problems");

        if (metadata.OfType<IAuthorizeData>().Any() || metadata.OfType<AuthorizationPolicy>().Any())
        {
            statuses.AddRange([401, 403]);
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerScheme, context.Document)] = [] },
            ];
        }

        if (isWrite)
        {
            statuses.AddRange([409, 413, 415, 422]);
            AddHeader(operation, IdempotencyKeyHeader.Name, "Makes a repeat safe: the same key and request get the same answer for 24 hours");
        }

        if (context.Description.ParameterDescriptions.Any(parameter => parameter.Type == typeof(IfMatch)))
        {
            statuses.Add(412);
            foreach (var bound in operation.Parameters.Where(parameter => parameter.Name == "ifMatch").ToList())
            {
                operation.Parameters.Remove(bound);
            }
        }

        if (metadata.OfType<System.Reflection.MethodInfo>().Any(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(IfMatch))))
        {
            statuses.Add(412);
            AddHeader(operation, "If-Match", "The ETag that the change was made on; 412 when there is a newer one");
        }

        foreach (var status in statuses.Distinct())
        {
            AddProblem(operation, status, context.Document);
        }

        return Task.CompletedTask;
    }

    /// <summary>Says that the operation can answer with a problem of this status, where it does not yet.</summary>
    public static void AddProblem(OpenApiOperation operation, int status, OpenApiDocument? document)
    {
        operation.Responses ??= [];
        operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponseReference(ResponseOf(status), document));
    }

    /// <summary>Says that the endpoint can refuse with these statuses, where that does not go without saying: 409 to a read.</summary>
    public static RouteHandlerBuilder RefusesWith(this RouteHandlerBuilder endpoint, params int[] statuses) =>
        endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            foreach (var status in statuses)
            {
                AddProblem(operation, status, context.Document);
            }

            return Task.CompletedTask;
        });

    /// <summary>Says that the endpoint answers 200 as these media types too, beside what its type says.</summary>
    public static RouteHandlerBuilder AnswersAs(this RouteHandlerBuilder endpoint, params string[] mediaTypes) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses ??= [];
            var answer = operation.Responses.TryGetValue("200", out var known) && known is OpenApiResponse described ? described : new OpenApiResponse { Description = "OK" };
            answer.Content ??= new Dictionary<string, OpenApiMediaType>();
            foreach (var mediaType in mediaTypes)
            {
                answer.Content.TryAdd(mediaType, new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            operation.Responses["200"] = answer;
            return Task.CompletedTask;
        });

    private static string ResponseOf(int status) => $"Problem{status.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Says that the operation reads a header, which may be left out.</summary>
    public static void AddHeader(OpenApiOperation operation, string name, string description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }
}
