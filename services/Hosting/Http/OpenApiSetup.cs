using System.Text.Json;
using BusinessFocus.Hosting.Http.Description;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http;

/// <summary>Each service describes itself at <c>/openapi/v1.json</c>; the conventions that all share are described here once.</summary>
public static class OpenApiSetup
{
    /// <summary>What any call can be answered with, whoever is in front of the service.</summary>
    private static readonly int[] Everywhere = [400, 404, 405, 408, 414, 429, 431, 500, 502, 503, 504];

    public static void AddServiceOpenApi(this IServiceCollection services, string service)
    {
        services.AddSingleton<LimitsOfRules>();
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.CreateSchemaReferenceId = OpenApiSchemas.NameOf;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = $"BusinessFocus {service}", Version = "v1" };
                document.Servers = [];
                document.Components ??= new OpenApiComponents();
                ProblemAnswers.Describe(document);
                BodiesByType.Describe(document);
                SchemasOfBodies.Describe(document);
                LimitsOfFormats.Describe(document);
                document.Components.SecuritySchemes = SecurityOfCalls.Schemes;
                SecurityOfCalls.Describe(document);
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer(OpenApiSchemas.DescribeWhatIsReadByItselfAsync);
            options.AddSchemaTransformer(OpenApiSchemas.DescribeTypeAsync);
            options.AddSchemaTransformer(DescribedByCode.DescribeSchemaAsync);
            options.AddSchemaTransformer(LimitsOfRules.DescribeSchemaAsync);
            options.AddOperationTransformer(DescribeConventionsAsync);
            options.AddOperationTransformer(DescribedByCode.DescribeOperationAsync);
            options.AddOperationTransformer(LimitsOfRules.DescribeParametersAsync);
            options.AddOperationTransformer(OpenApiReads.DescribeTagAsync);
        });
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

        operation.AddHeader("Accept-Language", "sv (default) or en: the language of texts and problems");

        if (metadata.OfType<IAuthorizeData>().Any() || metadata.OfType<AuthorizationPolicy>().Any())
        {
            statuses.AddRange([401, 403]);
            operation.Security = [SecurityOfCalls.OnlyBearer(context.Document)];
        }

        if (isWrite)
        {
            statuses.AddRange([409, 413, 415, 422]);
            operation.AddHeader(IdempotencyKeyHeader.Name, metadata.OfType<WithoutIdempotencyKey>().Any()
                ? "Not looked at here, because nothing of this request may be kept: a repeat is another request"
                : "Makes a repeat safe: the same key and request get the same answer for 24 hours");
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
            operation.AddHeader("If-Match", "The ETag that the change was made on; 412 when there is a newer one");
        }

        foreach (var status in statuses.Distinct())
        {
            operation.AddProblem(status, context.Document);
        }

        return Task.CompletedTask;
    }
}
