using System.Collections.Frozen;
using System.Text.Json;
using BusinessFocus.Domain.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace BusinessFocus.Hosting.Http;

/// <summary>What is opened in a browser or by a program that may add to the address: what is unknown there is ignored.</summary>
public sealed class OpenedByLink;

/// <summary>
/// A list that is asked with a parameter that it does not know says so: else a filter that is misspelt answers with everything. What
/// opens by a link (<c>{token}</c> in the path or <c>?token=</c>) without being a list ignores it, because mail programs add their own.
/// </summary>
internal sealed class UnknownParameters(RequestDelegate next, IApiDescriptionGroupCollectionProvider descriptions)
{
    private const string Token = "token";

    /// <summary>What makes the path of a link secret.</summary>
    private static readonly string[] Secrets = ["{token}", "{code}"];

    /// <summary>The parameters of each read that refuses others, by its endpoint.</summary>
    private readonly Lazy<FrozenDictionary<string, string[]>> known = new(() => descriptions.ApiDescriptionGroups.Items
        .SelectMany(group => group.Items)
        .Where(operation => operation.HttpMethod == HttpMethods.Get && !operation.ActionDescriptor.EndpointMetadata.OfType<OpenedByLink>().Any())
        .Select(operation => (Endpoint: operation.ActionDescriptor.DisplayName!, Path: operation.RelativePath!, Names: NamesOf(operation)))
        .Where(operation => operation.Names.Any(name => name != Token)
            || !(operation.Names.Contains(Token) || Secrets.Any(secret => operation.Path.Contains(secret, StringComparison.Ordinal))))
        .DistinctBy(operation => operation.Endpoint)
        .ToFrozenDictionary(operation => operation.Endpoint, operation => operation.Names));

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.QueryString.HasValue
            || !HttpMethods.IsGet(request.Method)
            || context.GetEndpoint()?.DisplayName is not { } endpoint
            || !known.Value.TryGetValue(endpoint, out var names))
        {
            return next(context);
        }

        var unknown = request.Query.Keys
            .Where(key => key != Token && !names.Contains(key, StringComparer.OrdinalIgnoreCase))
            .ToDictionary(key => key, _ => new[] { ToldOf(names) });
        return unknown.Count == 0 ? next(context) : Problems.Invalid(unknown).ExecuteAsync(context);
    }

    private static string[] NamesOf(ApiDescription operation) => operation.ParameterDescriptions
        .Where(parameter => parameter.Source == BindingSource.Query)
        .Select(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name))
        .ToArray();

    private static string ToldOf(string[] names) => names.Length == 0
        ? Languages.Choose("Okänd parameter. Här finns ingen.", "Unknown parameter. There are none here.")
        : Languages.Choose($"Okänd parameter. De som finns: {string.Join(", ", names)}.", $"Unknown parameter. There are: {string.Join(", ", names)}.");
}

public static class OpenedByLinkSetup
{
    /// <summary>A page or a picture that a link opens: parameters that it does not know are ignored.</summary>
    public static RouteHandlerBuilder OpensByLink(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new OpenedByLink());
}
