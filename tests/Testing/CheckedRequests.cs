using System.Reflection;
using BusinessFocus.Hosting.Http;
using FluentValidation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace BusinessFocus.Testing;

/// <summary>What comes in by a service's interface is held against a validator before anything is done with it.</summary>
public static class CheckedRequests
{
    /// <param name="readsRows">
    /// The names of the endpoints that take a file and judge each row of it: they have no request that a validator could look at.
    /// </param>
    public static void ShouldBeAll(IServiceProvider services, params IReadOnlyCollection<string> readsRows)
    {
        var endpoints = services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<MethodInfo>() is not null)
            .Distinct()
            .ToList();
        endpoints.ShouldNotBeEmpty();
        endpoints.SelectMany(MissingIn).Where(missing => !readsRows.Contains(missing.Endpoint)).ShouldBeEmpty("each needs .Validates<T>()");
        endpoints.Select(NameOf).Intersect(readsRows).ShouldBe(readsRows, ignoreOrder: true);
        endpoints.SelectMany(ValidatedBy)
            .Where(type => services.GetService(typeof(IValidator<>).MakeGenericType(type)) is null)
            .ShouldBeEmpty("each needs a validator");
    }

    private static IEnumerable<(string Endpoint, string What)> MissingIn(RouteEndpoint endpoint)
    {
        var validated = ValidatedBy(endpoint).ToHashSet();
        var parameters = endpoint.Metadata.GetMetadata<MethodInfo>()!.GetParameters();
        var accepts = endpoint.Metadata.GetOrderedMetadata<IAcceptsMetadata>();
        foreach (var body in accepts)
        {
            var isChecked = body.RequestType is { } type && !body.ContentTypes.Any(each => each.Contains("form", StringComparison.Ordinal))
                ? validated.Contains(type)
                : validated.Count > 0;
            if (!isChecked)
            {
                yield return (NameOf(endpoint), body.RequestType?.Name ?? "a form");
            }
        }

        if (IsWrite(endpoint) && accepts.Count == 0 && validated.Count == 0 && parameters.Any(each => each.ParameterType == typeof(HttpRequest)))
        {
            yield return (NameOf(endpoint), "a body that it reads by itself");
        }

        foreach (var query in parameters.Where(each => each.IsDefined(typeof(AsParametersAttribute))))
        {
            if (query.ParameterType.GetProperties().Any(each => each.PropertyType == typeof(string)) && !validated.Contains(query.ParameterType))
            {
                yield return (NameOf(endpoint), query.ParameterType.Name);
            }
        }

        // What is only looked up at a GET is kept nowhere, and a link's token is only compared.
        var inRoute = endpoint.RoutePattern.Parameters.Select(each => each.Name).Append("token").ToHashSet();
        foreach (var text in parameters.Where(each => IsWrite(endpoint) && accepts.Count == 0 && each.ParameterType == typeof(string) && !inRoute.Contains(each.Name!)))
        {
            yield return (NameOf(endpoint), text.Name!);
        }
    }

    private static IEnumerable<Type> ValidatedBy(RouteEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<Validated>().Select(each => each.Request);

    private static bool IsWrite(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(method => method is not ("GET" or "HEAD")) == true;

    private static string NameOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? endpoint.RoutePattern.RawText ?? "";
}
